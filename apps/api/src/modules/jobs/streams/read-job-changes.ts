import { inOrganisation, type Database } from '@rota/db';

import {
  findStreamPosition,
  listJobEvents,
  listShownJobIds,
  type JobEventRow,
} from './job-events.repository.ts';
import { findJobStates, type JobState } from './job-states.repository.ts';
import type { StreamPosition } from './stream-position.ts';

/** Jobs that have changed, as they are now. */
export type JobChanges = {
  jobs: JobState[];
  /** What the reader has reached with these; null when more follows. */
  position: StreamPosition | null;
};

/** Each has the ids of a set of jobs. */
const EVENTS_PER_READ = 100;
const JOBS_PER_READ = 1_000;

/** A part of the journal: whose jobs changed there, and whether there is more of it. */
type JournalPart = { jobIds: string[]; last: JobEventRow | undefined; isEnd: boolean };

/**
 * Reads the jobs that have changed since a position, in pieces, each in its own short transaction: no snapshot is held
 * while somebody takes his time with a piece. The last one, which may be empty, has the position that was reached.
 *
 * A job may come more than once. A transaction that commits while this reads is in the next reading, if not in this one:
 * the position reached is that of the first look.
 */
export async function* readJobChanges(
  db: Database,
  { orgId, since }: { orgId: string; since: StreamPosition },
): AsyncGenerator<JobChanges> {
  const reached = await inOrganisation(db, orgId, findStreamPosition);
  let after: JobEventRow | null = null;
  for (let isEnd = false; !isEnd;) {
    const part: JournalPart = await readJournal(db, { orgId, since, below: reached.next, after });
    after = part.last ?? null;
    isEnd = part.isEnd;
    const pieces = toPieces(part.jobIds);
    for (const [index, jobIds] of pieces.entries()) {
      const jobs = await inOrganisation(db, orgId, (tx) => findJobStates(tx, { orgId, jobIds }));
      yield { jobs, position: isEnd && index === pieces.length - 1 ? reached : null };
    }
  }
}

async function readJournal(
  db: Database,
  range: Omit<Parameters<typeof listJobEvents>[1], 'limit'>,
): Promise<JournalPart> {
  const { orgId } = range;
  return inOrganisation(db, orgId, async (tx) => {
    const events = await listJobEvents(tx, { ...range, limit: EVENTS_PER_READ });
    const changed = [...new Set(events.flatMap(({ jobIds }) => jobIds))];
    const jobIds = changed.length === 0 ? [] : await listShownJobIds(tx, { orgId, jobIds: changed });
    return { jobIds, last: events.at(-1), isEnd: events.length < EVENTS_PER_READ };
  });
}

/** One piece at least, if an empty one. */
function toPieces(jobIds: readonly string[]): string[][] {
  const pieces = [jobIds.slice(0, JOBS_PER_READ)];
  for (let start = JOBS_PER_READ; start < jobIds.length; start += JOBS_PER_READ) {
    pieces.push(jobIds.slice(start, start + JOBS_PER_READ));
  }
  return pieces;
}
