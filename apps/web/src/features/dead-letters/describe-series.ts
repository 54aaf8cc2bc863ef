import type { DeadLetterDay } from '@rota/contracts/client';
import { formatCount } from '../../components/format-number.ts';

/** The days as bars, each with its words. Days are those of UTC, as the server counts them. */
export function toSparkBars(series: DeadLetterDay[], locale?: string): { label: string; value: number }[] {
  return series.map(({ date, count }) => ({
    label: `${formatDay(date, locale)}: ${formatCount(count, locale)}`,
    value: count,
  }));
}

/** The same in one sentence, for those who do not see bars. */
export function describeSeries(series: DeadLetterDay[], locale?: string): string {
  const total = series.reduce((sum, { count }) => sum + count, 0);
  const days = `in the last ${series.length} days`;
  const most = series.reduce<DeadLetterDay | undefined>(
    (best, day) => (day.count > (best?.count ?? 0) ? day : best),
    undefined,
  );
  if (!most) return `None ${days}`;
  const peak = `${formatCount(most.count, locale)} on ${formatDay(most.date, locale)}`;
  return most.count === total
    ? `${peak}, none on other days`
    : `${formatCount(total, locale)} ${days}, most of them, ${peak}`;
}

function formatDay(date: string, locale?: string): string {
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
  return format.format(Date.parse(date));
}
