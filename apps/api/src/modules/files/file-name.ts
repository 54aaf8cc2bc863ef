/** Longest name in characters, and in bytes of UTF-8: what file systems take, so that a download can be saved. */
const NAME_BYTES_MAX = 255;

const NAME_FALLBACK = 'file';
const CONTENT_TYPE_FALLBACK = 'application/octet-stream';
const CONTENT_TYPE_CHARS_MAX = 255;

/** RFC 6838 names, without parameters. */
const CONTENT_TYPE = /^[a-z0-9][a-z0-9!#$&^_.+-]*\/[a-z0-9][a-z0-9!#$&^_.+-]*$/;

/**
 * Controls, what turns the direction of text (a name that reads `…exe.csv` and ends in `.exe`), and what splits
 * headers or lines.
 */
const UNFIT = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/**
 * The name that a file is kept under: without folders and invisible characters, composed (NFC), at most 255 bytes with
 * its extension kept; `file` when nothing is left. Names are shown and offered for saving, never used as paths.
 */
export function toFileName(given: string): string {
  const lastPart = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const name = lastPart.replaceAll(UNFIT, '').trim();
  if (/^\.*$/.test(name)) return NAME_FALLBACK;
  if (Buffer.byteLength(name) <= NAME_BYTES_MAX) return name;
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? '';
  return (
    cutToBytes(name.slice(0, name.length - extension.length), NAME_BYTES_MAX - extension.length) + extension
  );
}

/** The media type in lower case without parameters; `application/octet-stream` when it is none. */
export function toContentType(given: string): string {
  const [type = ''] = given.split(';', 1);
  const contentType = type.trim().toLowerCase();
  return contentType.length <= CONTENT_TYPE_CHARS_MAX && CONTENT_TYPE.test(contentType)
    ? contentType
    : CONTENT_TYPE_FALLBACK;
}

/** As many whole characters as fit. */
function cutToBytes(text: string, bytesMax: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > bytesMax) break;
    kept += character;
  }
  return kept;
}
