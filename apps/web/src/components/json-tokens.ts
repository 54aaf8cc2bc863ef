/** A part of printed JSON; `at` is where it begins. */
export interface JsonToken {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  text: string;
  at: number;
}

const pattern = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g;

/** Larger texts stay in one colour: thousands of elements would make the page slow. */
const colouredLength = 50_000;

/** Cuts what `JSON.stringify` printed into parts to colour. Their texts add up to the whole. */
export function jsonTokens(text: string): JsonToken[] {
  if (text.length > colouredLength) return [{ kind: 'plain', text, at: 0 }];
  const tokens: JsonToken[] = [];
  let end = 0;
  const add = (kind: JsonToken['kind'], part: string) => {
    if (part !== '') tokens.push({ kind, text: part, at: end });
    end += part.length;
  };
  for (const match of text.matchAll(pattern)) {
    add('plain', text.slice(end, match.index));
    const [whole, quoted, colon, number] = match;
    if (quoted !== undefined) {
      add(colon === undefined ? 'string' : 'key', quoted);
      add('plain', colon ?? '');
    } else add(number === undefined ? 'word' : 'number', whole);
  }
  add('plain', text.slice(end));
  return tokens;
}
