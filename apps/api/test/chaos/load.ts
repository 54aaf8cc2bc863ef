import { setTimeout as delay } from 'node:timers/promises';

import type { Arena, Tenant } from './arena.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A job that is asked for: the input of `demo:run`, and what else the request says. */
export type JobWanted = {
  steps: number;
  stepMilliseconds: number;
  ignoreSignal?: boolean;
  exitAtStep?: number;
  timeoutSeconds?: number;
  maxAttempts?: number;
  /** Its end writes a row of its own. */
  effects?: boolean;
  /** The transaction that creates it may be taken back at its commit. */
  takeBack?: boolean;
};

/** A job that the API has answered for: from then on it must not get lost. `id` is `job_…`. */
export type AcknowledgedJob = { id: string; orgUuid: string };

/** What clients ask for, and what they were answered. */
export type Load = {
  /** Each by a request of its own, `clients` at once; requests that fail are sent again with their key. */
  create(wanted: readonly JobWanted[], options?: { clients?: number }): Promise<AcknowledgedJob[]>;
  /** In sets of up to 500, which are quicker to make. */
  createInBulk(wanted: readonly JobWanted[]): Promise<AcknowledgedJob[]>;
  acknowledged: readonly AcknowledgedJob[];
  /** Jobs that were asked for, answered or not. */
  asked(): number;
};

const CLIENTS_DEFAULT = 20;
const BULK_MAX = 500;
/** Of the scenario that kills the API most, on a slow machine. */
const SENDING_MS_MAX = 300_000;
const RETRY_MS = 100;
/** What a client waits for an answer; a process that is frozen gives none. */
const ANSWER_MS = 15_000;

type Body = { id: string };

/** Jobs of all tenants in turn; keys come from the run, so that each request is one of its own. */
export function createLoad({ tenants }: Pick<Arena, 'tenants'>, seed: number): Load {
  const acknowledged: AcknowledgedJob[] = [];
  let asked = 0;

  const send = async (number: number, { path, body }: { path: string; body(tenant: Tenant): unknown }) => {
    const tenant = tenants[number % tenants.length];
    if (tenant === undefined) throw new Error('there is no organisation');
    const answer = await sendUntilAnswered(tenant, {
      path,
      body: JSON.stringify(body(tenant)),
      key: `chaos-${seed}-${number}`,
    });
    const created = (Array.isArray(answer) ? answer : [answer]) as Body[];
    const jobs = created.map(({ id }) => ({ id, orgUuid: tenant.uuid }));
    acknowledged.push(...jobs);
    return jobs;
  };

  return {
    acknowledged,
    asked: () => asked,
    async create(wanted, { clients = CLIENTS_DEFAULT } = {}) {
      const from = asked;
      asked += wanted.length;
      const waiting = [...wanted.entries()];
      const created: AcknowledgedJob[] = [];
      const client = async () => {
        for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
          const [index, job] = next;
          const number = from + index;
          created.push(...(await send(number, { path: '/jobs', body: () => toRequest(job, number) })));
        }
      };
      await Promise.all(Array.from({ length: Math.min(clients, wanted.length) }, client));
      return created;
    },
    async createInBulk(wanted) {
      const created: AcknowledgedJob[] = [];
      for (let done = 0; done < wanted.length; done += BULK_MAX) {
        const set = wanted.slice(done, done + BULK_MAX);
        const from = asked;
        asked += set.length;
        const body = () => ({ jobs: set.map((job, index) => toRequest(job, from + index)) });
        created.push(...(await send(from, { path: '/jobs/bulk', body })));
      }
      return created;
    },
  };
}

/** So many jobs of some hundred milliseconds and one attempt, of which each third has effects. */
export function shortJobs(
  random: SeededRandom,
  { count, minMs = 100, maxMs = 300 }: { count: number; minMs?: number; maxMs?: number },
): JobWanted[] {
  return Array.from({ length: count }, (_, index) => ({
    steps: 1,
    stepMilliseconds: random.between(minMs, maxMs),
    maxAttempts: 1,
    effects: index % 3 === 0,
  }));
}

function toRequest(
  { timeoutSeconds, maxAttempts, effects, takeBack, ...input }: JobWanted,
  number: number,
): object {
  return {
    type: 'demo:run',
    input: { ...input, result: { number, effects: effects === true, takeBack: takeBack === true } },
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds }),
    ...(maxAttempts === undefined ? {} : { maxAttempts }),
  };
}

/** What is answered with other than success, or not at all, is sent again with the same key, as clients do. */
async function sendUntilAnswered(
  tenant: Tenant,
  { path, body, key }: { path: string; body: string; key: string },
): Promise<unknown> {
  let last = 'no answer';
  const giveUpAt = performance.now() + SENDING_MS_MAX;
  while (performance.now() < giveUpAt) {
    try {
      const response = await fetch(`${tenant.url}/v1/orgs/${tenant.orgId}${path}`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${tenant.apiKey}`,
          'Content-Type': 'application/json',
          'Idempotency-Key': key,
        },
        body,
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      const answer = (await response.json()) as { data?: unknown };
      if (response.ok) return answer.data ?? answer;
      last = `${response.status} ${JSON.stringify(answer)}`;
      if (response.status < 500 && response.status !== 429) break;
    } catch (error) {
      last = String(error);
    }
    await delay(RETRY_MS);
  }
  throw new Error(`POST ${path} was not answered as it should be: ${last}`);
}
