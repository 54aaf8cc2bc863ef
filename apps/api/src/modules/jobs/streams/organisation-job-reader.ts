import { inOrganisation, type Database } from '@rota/db';

import type { JobChangeHub } from './job-change-hub.ts';
import { findStreamPosition } from './job-events.repository.ts';
import type { JobMailbox } from './job-mailbox.ts';
import { readJobChanges } from './read-job-changes.ts';
import type { StreamPosition } from './stream-position.ts';

/** Reads an organisation's changed jobs once for all who look on. */
export type OrganisationJobReader = {
  /** Resolves when all that is committed from then on will be put into the mailbox. */
  add(mailbox: JobMailbox): Promise<void>;
  /** @returns how many still look on */
  remove(mailbox: JobMailbox): number;
  close(): void;
};

/** Between two reads: changes of one job in this time are one, and nobody is told more than twice a second of it. */
const INTERVAL_MS = 500;
/** The net under lost notifications. */
const LOOK_AGAIN_MS = 15_000;

/**
 * Begins to watch an organisation. What it tells is read from the journal of changes; notifications only say when to
 * look, so that one which is lost costs time and nothing else. When the journal cannot be read, every mailbox fails: the
 * clients come back, and go on where they were.
 * @throws AppError of kind `unavailable` when too many are watching
 */
export function createOrganisationJobReader(
  orgId: string,
  { db, changes }: { db: Database; changes: JobChangeHub },
): OrganisationJobReader {
  const mailboxes = new Set<JobMailbox>();
  let position: StreamPosition | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isReading = false;
  let isBehind = false;
  let isClosed = false;
  let lastReadAtMs = -Infinity;

  function readIn(ms: number): void {
    clearTimeout(timer);
    if (!isClosed) timer = setTimeout(() => void read(), ms);
  }

  function readSoon(): void {
    isBehind = true;
    if (!isReading) readIn(Math.max(0, lastReadAtMs + INTERVAL_MS - performance.now()));
  }

  async function read(): Promise<void> {
    isReading = true;
    isBehind = false;
    lastReadAtMs = performance.now();
    try {
      await tellChanges();
    } catch (error) {
      for (const mailbox of mailboxes) mailbox.fail(new Error('changes could not be read', { cause: error }));
    }
    isReading = false;
    if (isBehind) readSoon();
    else readIn(LOOK_AGAIN_MS);
  }

  async function tellChanges(): Promise<void> {
    for await (const piece of readJobChanges(db, { orgId, since: await start() })) {
      for (const mailbox of mailboxes) mailbox.put(piece);
      position = piece.position ?? position;
      if (isClosed) return;
    }
  }

  const start = async () => (position ??= await inOrganisation(db, orgId, findStreamPosition));

  const unwatch = changes.watchOrganisation(orgId, readSoon);
  readIn(LOOK_AGAIN_MS);

  return {
    async add(mailbox) {
      mailboxes.add(mailbox);
      await start();
    },
    remove(mailbox) {
      mailboxes.delete(mailbox);
      return mailboxes.size;
    },
    close() {
      isClosed = true;
      unwatch();
      clearTimeout(timer);
    },
  };
}
