import { createHash } from 'node:crypto';

const FINGERPRINT_CHARS = 16;

/** What differs from one occurrence of an error to the next: ids, numbers, what stands in quotation marks. */
const VARYING = [
  [/\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}\b/g, '<id>'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b(?=[0-9a-f]*\d)[0-9a-f]{8,}\b/gi, '<id>'],
  [/"[^"]*"|'[^']*'|“[^”]*”|‘[^’]*’/g, '<text>'],
  [/\d+(?:[.,:]\d+)*/g, '<number>'],
  [/\s+/g, ' '],
] as const;

/**
 * Tells errors of one cause from others: a digest of the code and of the message without what varies.
 * @returns 16 hexadecimal digits
 */
export function errorFingerprint({ code, message }: { code: string; message: string }): string {
  const normalised = VARYING.reduce((text, [pattern, name]) => text.replaceAll(pattern, name), message);
  return createHash('sha256').update(`${code}\n${normalised}`).digest('hex').slice(0, FINGERPRINT_CHARS);
}
