import { inOrganisation, type Database } from '@rota/db';

import type { JobChangeHub } from './job-change-hub.ts';
import type { JobMailbox } from './job-mailbox.ts';
import { findJobs } from './jobs.repository.ts';

/** Reads an organisation's changed jobs once for all who look on. */
export type OrganisationJobReader = {
  add(mailbox: JobMailbox): void;
  /** @returns how many still look on */
  remove(mailbox: JobMailbox): number;
  close(): void;
};

/** Between two reads: changes of one job in this time are one, and nobody is told more than twice a second of it. */
const INTERVAL_MS = 500;
const JOBS_PER_READ = 2_000;
/** More jobs than this change faster than they can be read: nobody could follow them. */
const CHANGED_JOBS_MAX = 20_000;

/**
 * Begins to watch an organisation. When changes go by unseen, every mailbox fails: its client has to read its list again.
 * @throws AppError of kind `unavailable` when too many are watching
 */
export function createOrganisationJobReader(
  orgId: string,
  { db, changes }: { db: Database; changes: JobChangeHub },
): OrganisationJobReader {
  const mailboxes = new Set<JobMailbox>();
  const changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;

  function failAll(error: Error): void {
    for (const mailbox of mailboxes) mailbox.fail(error);
  }

  function readSoon(inMs: number): void {
    if (changed.size > 0) timer ??= setTimeout(() => void readChanged(), inMs);
  }

  async function readChanged(): Promise<void> {
    const jobIds = changed.values().take(JOBS_PER_READ).toArray();
    for (const jobId of jobIds) changed.delete(jobId);
    try {
      const jobs = await inOrganisation(db, orgId, (tx) => findJobs(tx, { orgId, jobIds }));
      // Children of a batch are told in the batch's own stream.
      const shown = jobs.filter((job) => job.batchId === null);
      for (const mailbox of mailboxes) mailbox.put(shown);
    } catch (error) {
      failAll(new Error('changed jobs could not be read', { cause: error }));
    }
    timer = undefined;
    readSoon(INTERVAL_MS);
  }

  const unwatch = changes.watchOrganisation(orgId, {
    onJobsChanged(jobIds) {
      for (const jobId of jobIds) changed.add(jobId);
      if (changed.size > CHANGED_JOBS_MAX) {
        changed.clear();
        failAll(new Error('jobs change faster than they can be told'));
      }
      readSoon(0);
    },
    onGap: () => failAll(new Error('changes of jobs went by unseen')),
  });

  return {
    add: (mailbox) => void mailboxes.add(mailbox),
    remove(mailbox) {
      mailboxes.delete(mailbox);
      return mailboxes.size;
    },
    close() {
      unwatch();
      clearTimeout(timer);
      changed.clear();
    },
  };
}
