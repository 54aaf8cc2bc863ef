import { inOrganisation, type Database } from '@rota/db';

import type { JobChangeHub } from './job-change-hub.ts';
import { findStreamPosition } from './job-events.repository.ts';
import { createJobMailbox, type JobMailbox } from './job-mailbox.ts';
import type { JobStateItem } from './job-stream.ts';
import { tooManyWatchers } from '../jobs.errors.ts';
import { listRunningJobs } from './job-states.repository.ts';
import { createOrganisationJobReader, type OrganisationJobReader } from './organisation-job-reader.ts';
import { readJobChanges, type JobChanges } from './read-job-changes.ts';
import { fromEventId, toEventId, type StreamPosition } from './stream-position.ts';
import { createToldJobs } from './told-jobs.ts';

/** What an organisation's stream tells. `reset`: what changed before is not known any more; read the list. */
export type OrganisationStreamItem = JobStateItem | { kind: 'reset'; id: string };

/** An open stream. */
export type OpenOrganisationStream = {
  items: AsyncIterable<OrganisationStreamItem>;
  /** The event id behind everything that was told up to now, also while nothing happens. */
  lastEventId(): string;
};

/** Streams of all jobs of an organisation, for those who look at its list. */
export type OrganisationJobStream = {
  /**
   * Tells every job that is made or changes; no log lines, and of the children of batches only their batch. First come
   * the jobs that run now, or, for a client that comes back, all that changed after `lastEventId`: nothing is skipped.
   *
   * @param signal has to be aborted when the stream is not wanted any more, also when nothing of it was read
   * @throws AppError of kind `unavailable` when too many are watching
   */
  open(options: {
    orgId: string;
    lastEventId: string | null;
    signal: AbortSignal;
  }): Promise<OpenOrganisationStream>;
};

/** A stream costs some 50 kB with its socket; this is a bound, not a goal. */
const STREAMS_MAX = 5_000;
const RUNNING_JOBS_AT_START = 100;

/** Who looks on, and what waits for him. */
type Client = { orgId: string; mailbox: JobMailbox; signal: AbortSignal };

/** Streams of whole organisations. Those of one organisation share what is read. */
export function createOrganisationJobStream(deps: {
  db: Database;
  changes: JobChangeHub;
}): OrganisationJobStream {
  const readers = new Map<string, OrganisationJobReader>();
  let streams = 0;

  async function subscribe({ orgId, mailbox, signal }: Client): Promise<void> {
    if (streams >= STREAMS_MAX) throw tooManyWatchers();
    const reader = readers.get(orgId) ?? createOrganisationJobReader(orgId, deps);
    readers.set(orgId, reader);
    streams += 1;
    const leave = () => {
      streams -= 1;
      if (reader.remove(mailbox) > 0) return;
      reader.close();
      readers.delete(orgId);
    };
    signal.addEventListener('abort', leave, { once: true });
    await reader.add(mailbox);
  }

  /** The mailbox keeps everything from before the first read, so that nothing falls between the two. */
  async function* readAll(client: Client, since: StreamPosition | null): AsyncGenerator<JobChanges> {
    const { orgId, mailbox, signal } = client;
    if (since === null) {
      const limit = RUNNING_JOBS_AT_START;
      const jobs = await inOrganisation(deps.db, orgId, (tx) => listRunningJobs(tx, { orgId, limit }));
      yield { jobs, position: null };
    } else {
      yield* readJobChanges(deps.db, { orgId, since });
    }
    while (!signal.aborted) {
      await mailbox.filled(signal);
      yield mailbox.take();
    }
  }

  return {
    async open({ orgId, lastEventId, signal }) {
      const client = { orgId, mailbox: createJobMailbox(), signal };
      signal.throwIfAborted();
      await subscribe(client);
      const now = await inOrganisation(deps.db, orgId, findStreamPosition);
      const since = lastEventId === null ? null : fromEventId(lastEventId, now);
      let reached = since ?? now;

      async function* tell(): AsyncGenerator<OrganisationStreamItem> {
        if (lastEventId !== null && since === null) yield { kind: 'reset', id: toEventId(now) };
        const told = createToldJobs();
        for await (const { jobs, position } of readAll(client, since)) {
          const items = jobs.flatMap((state) => told.tell(state));
          // Only behind the last one is everything told that the position stands for.
          const last = items.pop();
          yield* items;
          if (last !== undefined) yield position === null ? last : { ...last, id: toEventId(position) };
          reached = position ?? reached;
        }
      }
      return { items: tell(), lastEventId: () => toEventId(reached) };
    },
  };
}
