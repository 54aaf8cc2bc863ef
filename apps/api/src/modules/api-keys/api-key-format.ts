import { hash, randomBytes } from 'node:crypto';

/**
 * A key is `rota_`, 32 characters of random (160 bits) and 6 of checksum (30 bits), in lower-case Crockford base32. The
 * prefix lets scanners find leaked keys; the checksum lets a mistyped or made-up one be refused without a query.
 */
const PREFIX = 'rota_';
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const SECRET_BYTES = 20;
const CHECKSUM_CHARS = 6;
const SHAPE = /^rota_[0-9a-hjkmnp-tv-z]{38}$/;
/** What is kept readable of a key, so that people can tell theirs apart: 35 of its 160 bits. */
const SHOWN_CHARS = 12;

/** A new plain key. It is shown once; only its hash is kept. */
export function createPlainKey(): string {
  const secret = toBase32(randomBytes(SECRET_BYTES));
  return `${PREFIX}${secret}${checksumOf(secret)}`;
}

/** Whether a text can be a key at all. */
export function isWellFormedKey(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const secret = text.slice(PREFIX.length, -CHECKSUM_CHARS);
  return text.endsWith(checksumOf(secret));
}

/** The form in which a key is kept and looked up: SHA-256, lower-case hex. 160 random bits need no slow hash. */
export function hashKey(plainKey: string): string {
  return hash('sha256', plainKey);
}

/** The part of a key that stays readable. */
export function shownPrefixOf(plainKey: string): string {
  return plainKey.slice(0, SHOWN_CHARS);
}

function checksumOf(secret: string): string {
  return toBase32(hash('sha256', `${PREFIX}${secret}`, 'buffer')).slice(0, CHECKSUM_CHARS);
}

/** Five bits a character, from the front; bytes beyond a multiple of five bits are dropped. */
function toBase32(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET.charAt((value >>> bits) & 31);
    }
    value &= (1 << bits) - 1;
  }
  return text;
}
