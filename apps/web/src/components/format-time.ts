const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span of time in at most two units: `420 ms`, `12.4 s`, `3 min 20 s`, `1 h 04 min`, `2 d 3 h`. */
export function formatDuration(durationMs: number): string {
  const ms = Math.max(0, Math.round(durationMs));
  if (ms < second) return `${ms} ms`;
  if (ms < minute) return `${trimZero((Math.floor(ms / 100) / 10).toFixed(1))} s`;
  if (ms < hour) return `${Math.floor(ms / minute)} min ${pad(Math.floor((ms % minute) / second))} s`;
  if (ms < day) return `${Math.floor(ms / hour)} h ${pad(Math.floor((ms % hour) / minute))} min`;
  return `${Math.floor(ms / day)} d ${Math.floor((ms % day) / hour)} h`;
}

/** A span that was set, without idle zeros: `1 h`, `90 s` is `1 min 30 s`. */
export function formatSpan(seconds: number): string {
  return formatDuration(seconds * second).replace(/ 0+ (s|min|h)$/, '');
}

/** How far `at` is from `now`, in one unit: `just now`, `12 s ago`, `in 5 min`, `3 d ago`; older than a week, the date. */
export function formatRelative(at: number, { now, locale }: { now: number; locale?: string }): string {
  const distance = Math.abs(now - at);
  if (distance > 7 * day) return formatDate(at, { now, locale });
  if (distance < 2 * second) return at > now ? 'in a moment' : 'just now';
  const text = oneUnit(distance);
  return at > now ? `in ${text}` : `${text} ago`;
}

/** Date and time to the second, as the reader's language writes it. */
export function formatAbsolute(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }).format(at);
}

/** The time of day to the millisecond, for log lines: `14:03:11.042`. */
export function formatLogTime(at: number): string {
  const time = new Date(at);
  const [h, m, s] = [time.getHours(), time.getMinutes(), time.getSeconds()].map(pad);
  return `${h}:${m}:${s}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

function formatDate(at: number, { now, locale }: { now: number; locale: string | undefined }): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const year = sameYear ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...year }).format(at);
}

function oneUnit(distance: number): string {
  if (distance < minute) return `${Math.floor(distance / second)} s`;
  if (distance < hour) return `${Math.floor(distance / minute)} min`;
  if (distance < day) return `${Math.floor(distance / hour)} h`;
  return `${Math.floor(distance / day)} d`;
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}

function trimZero(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
