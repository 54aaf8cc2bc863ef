import { expect, test } from 'vitest';

import { errorFingerprint } from './error-fingerprint.ts';

const of = (message: string, code = 'http_error') => errorFingerprint({ code, message });

test.each([
  ['numbers', 'Row 17 of 200 is bad', 'Row 3 of 9,999 is bad'],
  [
    'public ids',
    'File fil_01jd2s9w0e7n8v9x2y4z6b8c0d is gone',
    'File fil_01jd2s9w0e7n8v9x2y4z6b8c0e is gone',
  ],
  ['uuids', 'No 6f1d3c1e-0000-4000-8000-0000000000a1 here', 'No 6f1d3c1e-0000-4000-8000-0000000000a2 here'],
  ['quoted text', 'No column "mail"', 'No column "e-mail"'],
  ['times', 'Gave up at 12:30:05', 'Gave up at 9:05:59'],
])('errors that differ in %s only are one group', (_what, one, other) => {
  expect(of(one)).toBe(of(other));
});

test('another message or another code is another group', () => {
  expect(of('The host is unknown')).not.toBe(of('The host refuses'));
  expect(of('The host is unknown', 'http_error')).not.toBe(of('The host is unknown', 'dns_error'));
});
