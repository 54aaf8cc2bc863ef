import { formatAbsolute, formatRelative } from './format-time.ts';
import { useClock } from './use-clock.ts';

/** A time as its distance from now, ticking; the absolute time is its title. `at` is RFC 3339. */
export function RelativeTime({ at }: { at: string }) {
  const time = Date.parse(at);
  const text = useClock((now) => formatRelative(time, { now }));
  return (
    <time dateTime={at} title={formatAbsolute(time)} className="tabular">
      {text}
    </time>
  );
}
