import { randomUUIDv7 } from 'node:crypto';

/** What kind of thing an id names; the text before the underscore. */
export type IdPrefix = 'acc' | 'con' | 'fil' | 'job' | 'key' | 'org' | 'req' | 'sch' | 'usr' | 'wfl' | 'whk';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
/** Ten bits as two characters. */
const PAIRS = Array.from(
  { length: 1_024 },
  (_each, bits) => `${CROCKFORD[bits >> 5]}${CROCKFORD[bits & 31]}`,
);
/** Five bits of a character, by its code. */
const BITS = new Uint8Array(128);
for (let bits = 0; bits < CROCKFORD.length; bits += 1) BITS[CROCKFORD.charCodeAt(bits)] = bits;
// 26 characters hold 130 bits; a first character above 7 would not fit into the 128 of a UUID.
const ENCODED = /^[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SEQUENCE_MAX = 0xfff;

let lastMs = 0;
let sequence = 0;
/** `lastMs` as it stands in an id: many are made in one millisecond. */
let lastTime = '';

/**
 * A new UUIDv7 as the tables keep it. Ids of one process rise strictly, also within a millisecond and when the clock is
 * set back, so that "newest first" by id is the order of creation: the 12 bits after the version are a counter
 * (RFC 9562, 6.2, method 1), which borrows from the next millisecond when it is full. 62 bits are random.
 */
export function newId(): string {
  const now = Date.now();
  if (now > lastMs) begin(now);
  else if (sequence < SEQUENCE_MAX) sequence += 1;
  else begin(lastMs + 1);
  const counter = sequence.toString(16).padStart(3, '0');
  return `${lastTime}-7${counter}${randomUUIDv7().slice(18)}`;
}

function begin(ms: number): void {
  lastMs = ms;
  sequence = 0;
  const text = ms.toString(16).padStart(12, '0');
  lastTime = `${text.slice(0, 8)}-${text.slice(8)}`;
}

/**
 * The lowest id of a millisecond: what was made before has a lower one, as far as clocks agree.
 * @param ms since 1970; what lies outside of a UUIDv7's 48 bits is brought to their ends
 */
export function firstIdAt(ms: number): string {
  const time = Math.min(Math.max(Math.floor(ms), 0), 2 ** 48 - 1)
    .toString(16)
    .padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/**
 * The public form of a table's uuid: `job_` and 26 characters of lower-case Crockford base32.
 *
 * @throws TypeError when `uuid` is not a lower-case UUID: a public id or a stray value went where a table's id belongs.
 */
export function encodeId(prefix: IdPrefix, uuid: string): string {
  if (!UUID.test(uuid)) throw new TypeError('encodeId expects a lower-case UUID');
  const hex = uuid.replaceAll('-', '');
  // Two bits of padding and eight of the uuid, then twenty at a time: every number here is a small one.
  let text = `${prefix}_${PAIRS[Number.parseInt(hex.slice(0, 2), 16)]}`;
  for (let start = 2; start < hex.length; start += 5) {
    const bits = Number.parseInt(hex.slice(start, start + 5), 16);
    text += `${PAIRS[bits >> 10]}${PAIRS[bits & 1_023]}`;
  }
  return text;
}

/**
 * The table's uuid of a public id, or `null` when the text is not exactly what {@link encodeId} writes for that prefix:
 * one thing has one name, so upper case and look-alike letters are refused.
 */
export function decodeId(prefix: IdPrefix, text: string): string | null {
  if (!text.startsWith(`${prefix}_`)) return null;
  const encoded = text.slice(prefix.length + 1);
  if (!ENCODED.test(encoded)) return null;
  let hex = decodeBits(encoded, 0, 2).toString(16).padStart(2, '0');
  for (let start = 2; start < encoded.length; start += 4) {
    hex += decodeBits(encoded, start, start + 4)
      .toString(16)
      .padStart(5, '0');
  }
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The number that some of the characters make. */
function decodeBits(encoded: string, start: number, end: number): number {
  let bits = 0;
  for (let index = start; index < end; index += 1)
    bits = (bits << 5) | (BITS[encoded.charCodeAt(index)] ?? 0);
  return bits;
}
