import type { QueryKind } from '@rota/contracts/server';
import { findUnsoundText } from '@rota/db';

import type { Violation } from '../errors/app-error.ts';

/** A query's values as the validator takes them, and what is wrong with them as texts. */
export type QueryValues = { values: Record<string, unknown>; violations: Violation[] };

/**
 * Reads query texts by what the contract says they are. A text that is not of its kind stays a text, for the validator
 * to report; so do parameters that the operation does not know.
 */
export function readQuery(
  parameters: URLSearchParams,
  kinds: Readonly<Record<string, QueryKind>>,
): QueryValues {
  const violations: Violation[] = [];
  const entries = new Set(parameters.keys()).values().map((name): [string, unknown] => {
    const texts = parameters.getAll(name);
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    const fault = texts.map(findUnsoundText).find((found) => found !== undefined);
    if (fault !== undefined) violations.push({ in: 'query', pointer: `/${name}`, message: fault });
    if (kind !== undefined && kind !== 'array' && texts.length > 1) {
      violations.push({ in: 'query', pointer: `/${name}`, message: 'is given more than once' });
    }
    return [name, kind === 'array' ? texts.flatMap((text) => text.split(',')) : coerce(texts[0] ?? '', kind)];
  });
  // Object.fromEntries defines members, so that one named __proto__ is a member like any other.
  return { values: Object.fromEntries(entries), violations };
}

function coerce(text: string, kind: Exclude<QueryKind, 'array'> | undefined): unknown {
  if (kind === 'number' && /^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
