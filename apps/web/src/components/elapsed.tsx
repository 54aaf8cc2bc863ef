import { formatDuration } from './format-time.ts';
import { useClock } from './use-clock.ts';

/** How long something took; while `to` is null, how long it has been going, ticking. Times are RFC 3339. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  return to === null ? <Ticking from={from} /> : <Fixed from={from} to={to} />;
}

function Fixed({ from, to }: { from: string; to: string }) {
  return <span className="tabular">{formatDuration(Date.parse(to) - Date.parse(from))}</span>;
}

function Ticking({ from }: { from: string }) {
  const secondMs = 1_000;
  const seconds = useClock((now) => Math.max(1, Math.floor((now - Date.parse(from)) / secondMs)));
  return <span className="tabular">{formatDuration(seconds * secondMs)}</span>;
}
