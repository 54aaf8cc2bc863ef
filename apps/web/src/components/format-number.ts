import type { BoundedCount } from '@rota/contracts/client';

const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A whole number with the reader's separators: `48,200`. */
export function formatCount(count: number, locale?: string): string {
  return new Intl.NumberFormat(locale).format(count);
}

/** A count that the server stops at 10,000: `312`, `10,000+`. */
export function formatBoundedCount(count: BoundedCount, locale?: string): string {
  return count === '10000+' ? `${formatCount(10_000, locale)}+` : formatCount(count, locale);
}

/** `1 row`, `2 rows`: for nouns whose plural ends in s. */
export function formatQuantity(count: number, one: string): string {
  return `${formatCount(count)} ${count === 1 ? one : `${one}s`}`;
}

/** A size in decimal units, three digits: `4.81 MB`, `640 B`. */
export function formatBytes(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1_000 && unit < units.length - 1) {
    size /= 1_000;
    unit += 1;
  }
  const digits = unit === 0 || size >= 100 ? 0 : size >= 10 ? 1 : 2;
  return `${size.toFixed(digits)} ${units[unit]}`;
}
