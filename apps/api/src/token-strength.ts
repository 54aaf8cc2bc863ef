import { randomBytes } from 'node:crypto';

/** What a generator of passwords gives at least: 32 characters, of which enough differ to rule out a pattern. */
const LENGTH_MIN = 32;
const DIFFERENT_MIN = 10;

/** What `isStrongToken` asks for, to be told to people. */
export const STRONG_TOKEN = `at least ${LENGTH_MIN} characters, ${DIFFERENT_MIN} of them different, for example from \`openssl rand -hex 32\``;

/** Whether nobody guesses it in the time there is. It cannot see where a token comes from, only that it is long and mixed. */
export function isStrongToken(token: string): boolean {
  return token.length >= LENGTH_MIN && new Set(token).size >= DIFFERENT_MIN;
}

/** A new strong token: 256 random bits, in hexadecimal. */
export function createToken(): string {
  return randomBytes(32).toString('hex');
}
