import { assert, jsonValue, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonTokens } from './json-tokens.ts';

describe('the parts of printed JSON', () => {
  it('add up to the text, whatever it holds', () => {
    assert(
      property(jsonValue(), (value) => {
        const text = JSON.stringify(value, undefined, 2);
        expect(
          jsonTokens(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('tell keys, texts, numbers and words apart, also where texts hold marks of JSON', () => {
    const kinds = jsonTokens('{"a": "b\\": 1", "c": [-1.5e3, true, null]}')
      .filter(({ kind }) => kind !== 'plain')
      .map(({ kind, text }) => [kind, text]);
    expect(kinds).toEqual([
      ['key', '"a"'],
      ['string', '"b\\": 1"'],
      ['key', '"c"'],
      ['number', '-1.5e3'],
      ['word', 'true'],
      ['word', 'null'],
    ]);
  });
});
