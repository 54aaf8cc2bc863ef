import { inOrganisation, type Database } from '@rota/db';
import { isEnded } from '@rota/jobs';

import { compareJobStates, toToldJob, type JobDifference, type ToldJob } from './compare-job-states.ts';
import type { JobChangeHub } from './job-change-hub.ts';
import { createJobMailbox, type JobMailbox } from './job-mailbox.ts';
import { toKind, type JobStateItem } from './job-stream.ts';
import { tooManyWatchers } from './jobs.errors.ts';
import { listRunningJobs, type JobRow } from './jobs.repository.ts';
import { createOrganisationJobReader, type OrganisationJobReader } from './organisation-job-reader.ts';

/** Streams of all jobs of an organisation, for those who look at its list. */
export type OrganisationJobStream = {
  /**
   * Tells the jobs that run now, then every job that is made or changes; no log lines, no children of batches. Its
   * iteration throws when changes went by unseen: the client has to come back and read its list again.
   *
   * @param signal has to be aborted when the stream is not wanted any more, also when nothing of it was read
   * @throws AppError of kind `unavailable` when too many are watching
   */
  open(options: { orgId: string; signal: AbortSignal }): AsyncIterable<JobStateItem>;
};

/** A stream costs some 50 kB with its socket; this is a bound, not a goal. */
const STREAMS_MAX = 5_000;
const RUNNING_JOBS_AT_START = 100;
/** A job that was forgotten is told with its whole state where its progress would have done. */
const REMEMBERED_JOBS_MAX = 5_000;

/** Who looks on, and what waits for him. */
type Client = { orgId: string; mailbox: JobMailbox; signal: AbortSignal };

/** Streams of whole organisations. Those of one organisation share what is read. */
export function createOrganisationJobStream(deps: {
  db: Database;
  changes: JobChangeHub;
}): OrganisationJobStream {
  const readers = new Map<string, OrganisationJobReader>();
  let streams = 0;

  function subscribe({ orgId, mailbox, signal }: Client): void {
    if (streams >= STREAMS_MAX) throw tooManyWatchers();
    const reader = readers.get(orgId) ?? createOrganisationJobReader(orgId, deps);
    readers.set(orgId, reader);
    reader.add(mailbox);
    streams += 1;
    const leave = () => {
      streams -= 1;
      if (reader.remove(mailbox) > 0) return;
      reader.close();
      readers.delete(orgId);
    };
    signal.addEventListener('abort', leave, { once: true });
  }

  async function* follow({ orgId, mailbox, signal }: Client): AsyncGenerator<JobStateItem> {
    const told = createToldJobs();
    const limit = RUNNING_JOBS_AT_START;
    mailbox.putOlder(await inOrganisation(deps.db, orgId, (tx) => listRunningJobs(tx, { orgId, limit })));
    while (!signal.aborted) {
      for (const job of mailbox.take()) {
        const difference = told.tell(job);
        if (difference !== 'none') yield { kind: toKind(difference), job, lastLogId: null };
      }
      await mailbox.filled(signal);
    }
  }

  return {
    open({ orgId, signal }) {
      const client = { orgId, mailbox: createJobMailbox(), signal };
      if (!signal.aborted) subscribe(client);
      return follow(client);
    },
  };
}

/** What one stream has told, of jobs that have not ended. */
function createToldJobs(): { tell(job: JobRow): JobDifference } {
  const told = new Map<string, ToldJob>();
  return {
    tell(job) {
      const now = toToldJob(job);
      const difference = compareJobStates(told.get(job.id), now);
      told.delete(job.id);
      if (!isEnded(job.status)) told.set(job.id, now);
      const oldest = told.size > REMEMBERED_JOBS_MAX ? told.keys().next().value : undefined;
      if (oldest !== undefined) told.delete(oldest);
      return difference;
    },
  };
}
