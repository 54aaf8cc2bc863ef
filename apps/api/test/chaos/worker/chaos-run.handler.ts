import { openSync, writeSync } from 'node:fs';

import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';
import { sql } from 'drizzle-orm';

import { demoRunHandler as original } from '../../../src/modules/jobs/handlers/demo-run.handler.ts';

/** A line of a process's own log: it is only ever added to, and outlives whatever kills the process. */
export type HandlerLine = {
  /** Milliseconds since 1970. */
  at: number;
  pid: number;
  event: 'start' | 'end';
  /** `job_…` */
  jobId: string;
  /** Alike for both lines of one call. */
  call: number;
};

const log = openSync(new URL(import.meta.url).searchParams.get('log') ?? '/dev/null', 'a');
let calls = 0;

/**
 * `demo:run` as it is, which says when it begins and ends; and with effects in the transaction that ends the job,
 * when its input's `result` has `effects`.
 */
export const demoRunHandler = defineJob(jobTypes['demo:run'], {
  async run(context) {
    const call = (calls += 1);
    const { jobId } = context;
    const write = (event: HandlerLine['event']) => {
      const line: HandlerLine = { at: Date.now(), pid: process.pid, event, jobId, call };
      writeSync(log, `${JSON.stringify(line)}\n`);
    };
    write('start');
    try {
      const result = await original.run(context);
      if (!('output' in result) || !hasEffects(context.input.result)) return result;
      return context.settle(async (tx, orgId) => {
        await tx.execute(sql`
          INSERT INTO chaos.effects (job_id, org_id, accounts_seen) SELECT ${jobId}, ${orgId}::uuid, count(*) FROM accounts`);
        return result.output;
      });
    } finally {
      write('end');
    }
  },
});

function hasEffects(result: unknown): boolean {
  return typeof result === 'object' && result !== null && Reflect.get(result, 'effects') === true;
}
