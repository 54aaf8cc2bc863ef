import { findJsonFaults, findUnsoundText, type JsonFault } from '@rota/db';

import { limits } from '../limits.ts';

const FAULTS_MAX = 20;

/**
 * Finds what keeps a value from being stored as `jsonb`: its size, its depth, NUL characters, lone surrogates.
 * @param place where the value stands, and the bytes of UTF-8 JSON it may take there
 * @returns the first faults, with pointers below `place.pointer`; none when the value can be stored
 */
export function findUnstorableJson(
  value: unknown,
  { pointer, bytesMax }: { pointer: string; bytesMax: number },
): JsonFault[] {
  const faults = findJsonFaults(value, {
    pointer,
    depthMax: limits.jsonDepth,
    faultsMax: FAULTS_MAX,
    scalarFault: (scalar) => (typeof scalar === 'string' ? findUnsoundText(scalar) : undefined),
    nameFault: findUnsoundText,
  });
  if (faults.length > 0) return faults;
  const bytes = Buffer.byteLength(JSON.stringify(value) ?? 'null');
  return bytes > bytesMax
    ? [{ pointer, message: `is ${bytes} bytes of JSON; at most ${bytesMax} are allowed` }]
    : [];
}
