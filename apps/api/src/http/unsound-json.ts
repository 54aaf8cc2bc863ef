import { VIOLATIONS_MAX } from '@rota/contracts/server';
import { findJsonFaults, findUnsoundText } from '@rota/db';
import { limits } from '@rota/jobs';

import type { Violation } from '../errors/app-error.ts';

/** A job's input may nest so deep, and lies up to three levels below the body: `/jobs/3/input`. */
const DEPTH_MAX = limits.jsonDepth + 3;

/**
 * Finds in parsed JSON what no part of Rota takes, whatever the schema: nesting beyond the limit, NUL characters and
 * lone surrogates (PostgreSQL stores neither), numbers beyond what a double holds, and members named `__proto__`. Tells
 * of the first {@link VIOLATIONS_MAX}.
 */
export function findUnsoundJson(body: unknown): Violation[] {
  const faults = findJsonFaults(body, {
    pointer: '',
    depthMax: DEPTH_MAX,
    faultsMax: VIOLATIONS_MAX,
    scalarFault,
    nameFault: (name) => (name === '__proto__' ? 'is not allowed' : findUnsoundText(name)),
  });
  return faults.map((fault) => ({ in: 'body', ...fault }));
}

function scalarFault(value: unknown): string | undefined {
  if (typeof value === 'string') return findUnsoundText(value);
  return typeof value === 'number' && !Number.isFinite(value) ? 'is a number too large to keep' : undefined;
}
