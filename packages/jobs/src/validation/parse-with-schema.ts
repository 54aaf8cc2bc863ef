import type { StandardSchemaV1 } from '@standard-schema/spec';

import type { JobRequestIssue } from '../errors.ts';

/** Reads a value with a schema of any library that speaks Standard Schema; issues carry JSON Pointers. */
export async function parseWith<Value>(
  schema: StandardSchemaV1<unknown, Value>,
  value: unknown,
): Promise<{ value: Value } | { issues: JobRequestIssue[] }> {
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return { value: result.value };
  return { issues: result.issues.flatMap(toRequestIssues) };
}

function toRequestIssues(issue: StandardSchemaV1.Issue): JobRequestIssue[] {
  const pointer = (issue.path ?? [])
    .map((segment) => toToken(typeof segment === 'object' ? segment.key : segment))
    .join('');
  const unknown = unknownMembers(issue);
  if (unknown.length === 0) return [{ pointer, message: issue.message }];
  return unknown.map((name) => ({ pointer: `${pointer}${toToken(name)}`, message: 'is not known here' }));
}

/** Standard Schema tells of unknown members at what they are members of; Zod, which the contract uses, names them too. */
function unknownMembers(issue: StandardSchemaV1.Issue): unknown[] {
  const keys: unknown = Reflect.get(issue, 'keys');
  return Reflect.get(issue, 'code') === 'unrecognized_keys' && Array.isArray(keys) ? keys : [];
}

/** A step of a JSON Pointer (RFC 6901). */
function toToken(name: unknown): string {
  return `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
