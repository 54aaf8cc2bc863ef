import { pino } from 'pino';
import { expect, test } from 'vitest';

import { createToken, isStrongToken } from './token-strength.ts';
import { usableTokens } from './usable-tokens.ts';

const weak = 'change-me';

test('a token that is made is strong; short ones and patterns are not', () => {
  expect(isStrongToken(createToken())).toBe(true);
  for (const token of [weak, 'a'.repeat(64), 'abcdefgh'.repeat(8), createToken().slice(0, 31)]) {
    expect(isStrongToken(token)).toBe(false);
  }
});

test('a weak token for calling workers opens nothing in production, and what it should in development', () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const tokens = { operatorToken: null, workerSecretToken: weak };
  expect(usableTokens({ ...tokens, nodeEnv: 'production' }, log).worker).toBeNull();
  expect(lines).toEqual([expect.stringContaining('too weak for production, and opens nothing')]);
  expect(lines.join()).not.toContain(weak);
  expect(usableTokens({ ...tokens, nodeEnv: 'development' }, log).worker).toBe(weak);
  const strong = createToken();
  expect(usableTokens({ ...tokens, workerSecretToken: strong, nodeEnv: 'production' }, log).worker).toBe(
    strong,
  );
});
