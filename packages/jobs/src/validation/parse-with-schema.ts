import type { StandardSchemaV1 } from '@standard-schema/spec';

import type { JobRequestIssue } from '../errors.ts';

/** Reads a value with a schema of any library that speaks Standard Schema; issues carry JSON Pointers. */
export async function parseWith<Value>(
  schema: StandardSchemaV1<unknown, Value>,
  value: unknown,
): Promise<{ value: Value } | { issues: JobRequestIssue[] }> {
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return { value: result.value };
  return {
    issues: result.issues.map(({ path = [], message }) => ({
      pointer: path
        .map((segment) => `/${String(typeof segment === 'object' ? segment.key : segment)}`)
        .join(''),
      message,
    })),
  };
}
