import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { HandlerLine } from './worker/chaos-run.handler.ts';

/** What the processes of a run wrote down of their handlers, each for itself. */
export type HandlerLog = {
  /** Calls of each job; the keys are `job_…`. */
  callsOf: ReadonlyMap<string, number>;
  /** The most calls that one process had in hand at once. */
  atOnceMax: number;
  /** Calls that began while the same process had one of the same job in hand. */
  besideItself: number;
  /** Calls that have not ended, in processes that live or have died. */
  inHandAtEnd: number;
};

/** Where a process writes its lines. */
export function handlerLogFile(folder: string, name: string): string {
  return join(folder, `${name}.handlers.jsonl`);
}

/**
 * Reads what all processes wrote. A last line that a kill cut off is left out.
 * @param options.only the jobs (`job_…`) whose calls are looked at. Default: all
 */
export async function readHandlerLog(
  folder: string,
  { only }: { only?: ReadonlySet<string> } = {},
): Promise<HandlerLog> {
  const callsOf = new Map<string, number>();
  let atOnceMax = 0;
  let besideItself = 0;
  let inHandAtEnd = 0;
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.handlers.jsonl')) continue;
    const inHand = new Map<number, string>();
    for (const { event, jobId, call } of parse(await readFile(join(folder, name), 'utf8'))) {
      if (only !== undefined && !only.has(jobId)) continue;
      if (event === 'end') {
        inHand.delete(call);
        continue;
      }
      callsOf.set(jobId, (callsOf.get(jobId) ?? 0) + 1);
      if ([...inHand.values()].includes(jobId)) besideItself += 1;
      inHand.set(call, jobId);
      atOnceMax = Math.max(atOnceMax, inHand.size);
    }
    inHandAtEnd += inHand.size;
  }
  return { callsOf, atOnceMax, besideItself, inHandAtEnd };
}

function parse(text: string): HandlerLine[] {
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as HandlerLine);
}
