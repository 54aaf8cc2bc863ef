import { VIOLATIONS_MAX } from '@rota/contracts/server';
import { limits } from '@rota/jobs';

import type { Violation } from '../errors/app-error.ts';

/** A job's input may nest so deep, and lies one level below the body. */
const DEPTH_MAX = limits.jsonDepth + 1;

/**
 * Finds in parsed JSON what no part of Rota takes, whatever the schema: nesting beyond the limit, NUL characters and
 * lone surrogates (PostgreSQL stores neither), numbers beyond what a double holds, and members named `__proto__`. Tells
 * of the first {@link VIOLATIONS_MAX}.
 */
export function findUnsoundJson(body: unknown): Violation[] {
  const violations: Violation[] = [];
  const report = (pointer: string, message: string) => {
    if (violations.length < VIOLATIONS_MAX) violations.push({ in: 'body', pointer, message });
  };

  const walk = (value: unknown, pointer: string, depth: number): void => {
    if (typeof value === 'string') {
      const fault = unsoundText(value);
      if (fault !== null) report(pointer, fault);
    } else if (typeof value === 'number' && !Number.isFinite(value)) {
      report(pointer, 'is a number too large to keep');
    } else if (typeof value === 'object' && value !== null) {
      if (depth >= DEPTH_MAX) return report(pointer, `is nested deeper than ${DEPTH_MAX} levels`);
      for (const [name, member] of Object.entries(value)) walkMember(name, member, pointer, depth);
    }
  };
  const walkMember = (name: string, member: unknown, pointer: string, depth: number): void => {
    const fault = name === '__proto__' ? 'is not allowed' : unsoundText(name);
    // The name itself may not be printable.
    if (fault !== null) return report(pointer, `has a member whose name ${fault}`);
    walk(member, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1);
  };

  walk(body, '', 0);
  return violations;
}

/** What is wrong with a text that is to be stored; null when nothing is. */
export function unsoundText(text: string): string | null {
  if (text.includes('\0')) return 'contains the NUL character';
  if (!text.isWellFormed()) return 'contains half of a surrogate pair';
  return null;
}
