import type { Violation } from '@rota/contracts/client';
import { toFailure } from '../../components/failure.ts';

/** A text as JSON, or what is wrong with it. */
export type ParsedInput = { value: unknown } | { fault: string };

/** Reads what was typed. The server says whether it fits the type. */
export function parseInput(text: string): ParsedInput {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : 'is not JSON' };
  }
}

/** What the server found wrong with the input, at pointers that begin at the input; `rest` is about something else. */
export function readInputFaults(error: unknown): { faults: Violation[]; rest: string | undefined } {
  if (!error) return { faults: [], rest: undefined };
  const { violations, detail } = toFailure(error);
  const faults = violations
    .filter(({ pointer }) => pointer === '/input' || pointer.startsWith('/input/'))
    .map((violation) => ({ ...violation, pointer: violation.pointer.slice('/input'.length) }));
  return { faults, rest: faults.length > 0 ? undefined : detail };
}
