import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { toContentDisposition } from './content-disposition.ts';

describe('toContentDisposition', () => {
  test.each([
    ['accounts.csv', `attachment; filename="accounts.csv"; filename*=UTF-8''accounts.csv`],
    ['Ü "1".csv', `attachment; filename="_ _1_.csv"; filename*=UTF-8''%C3%9C%20%221%22.csv`],
    [
      "it's (50%)*.csv",
      `attachment; filename="it's (50_)*.csv"; filename*=UTF-8''it%27s%20%2850%25%29%2A.csv`,
    ],
  ])('of %j', (name, header) => {
    expect(toContentDisposition(name)).toBe(header);
  });

  test('is one header line of ASCII whatever the name', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 50 }), (given) => {
        expect(toContentDisposition(given)).toMatch(
          /^attachment; filename="[^"\\\r\n]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/,
        );
      }),
    );
  });
});
