import type { Job } from '@rota/contracts/server';
import { jobs } from '@rota/db';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { createProcessSetup, type ProcessSetup } from './process-setup.ts';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.ts';

let setup: ProcessSetup;
let proxy: TcpProxy;
beforeAll(async () => {
  setup = await createProcessSetup();
  proxy = await startTcpProxy(setup.database.urls.app);
});
afterAll(async () => {
  await setup[Symbol.asyncDispose]();
  await proxy[Symbol.asyncDispose]();
});

function createJob(): Promise<Response> {
  const { url, orgId, apiKey } = setup.access;
  return fetch(`${url}/v1/orgs/${orgId}/jobs`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${apiKey}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': 'once',
    },
    body: JSON.stringify({ type: 'demo:run', input: { steps: 0 } }),
  });
}

/** Holds from the commit on of the transaction that keeps an answer. */
function endsAnswer(): (sent: string) => boolean {
  let hasKept = false;
  return (sent) => {
    hasKept ||= sent.includes('update "idempotency_keys"');
    return hasKept && sent.includes('commit');
  };
}

test(
  'a process killed between the commit and the answer: the request sent again is answered the same job',
  { timeout: 60_000 },
  async () => {
    const first = await setup.startApi({ DATABASE_APP_URL: proxy.through(setup.database.urls.app) });
    proxy.loseAnswerTo(endsAnswer());
    const unanswered = createJob().then(
      () => 'answered',
      () => 'cut off',
    );
    const made = () => setup.database.owner.select({ id: jobs.id }).from(jobs);
    await expect.poll(made).toHaveLength(1);
    first.kill('SIGKILL');
    expect(await unanswered).toBe('cut off');

    await first.exited;
    await using second = await setup.startApi();
    const again = await createJob();
    expect(second.pid).not.toBe(first.pid);
    expect(again.status).toBe(201);
    expect(again.headers.get('Idempotent-Replayed')).toBe('true');
    const job = (await again.json()) as Job;
    expect(await setup.api.getJob(job.id)).toMatchObject({ id: job.id });
    expect(await made()).toHaveLength(1);
  },
);
