import { inOrganisation, type Database } from '@rota/db';
import type { Storage } from '@rota/storage';
import {
  createExpiredFiles,
  findFileIds,
  OrganisationUnknownError,
  type FileContent,
} from './files.repository.ts';
import { FILES_FOLDER, fromStorageKey, type FileKey } from './content-key.ts';

/** Contents of one organisation. */
export type ContentSet = { orgId: string; contents: readonly FileContent[] };

/** Keys looked up at a time. */
const ROUND_KEYS_MAX = 500;

/**
 * Finds content that was written from `after` on and before `before` and has no row, and makes it that of expired files,
 * set by set. Whoever was about to make a row for it cannot any more; so it can be removed without a look back. Content
 * of organisations that the database does not know is left alone: the storage may belong to another database.
 */
export async function* claimStrayFiles(
  { db, storage }: { db: Database; storage: Storage },
  { after, before, signal }: { after: Date; before: Date; signal: AbortSignal },
): AsyncGenerator<ContentSet> {
  for await (const { orgId, contents } of listContents(storage)) {
    signal.throwIfAborted();
    const fileIds = contents.map(({ fileId }) => fileId);
    const known = await inOrganisation(db, orgId, (tx) => findFileIds(tx, { orgId, fileIds }));
    const strays: FileContent[] = [];
    for (const content of contents) {
      if (known.has(content.fileId)) continue;
      const writtenAt = await storage.findWrittenAt(content.storageKey);
      if (writtenAt !== null && writtenAt >= after && writtenAt < before) strays.push(content);
    }
    if (strays.length > 0) yield { orgId, contents: await claim(db, { orgId, contents: strays }) };
  }
}

async function claim(db: Database, set: ContentSet): Promise<FileContent[]> {
  try {
    return await inOrganisation(db, set.orgId, (tx) => createExpiredFiles(tx, set));
  } catch (error) {
    if (error instanceof OrganisationUnknownError) return [];
    throw error;
  }
}

/** What is in the storage, in sets of at most {@link ROUND_KEYS_MAX}. */
async function* listContents(storage: Storage): AsyncGenerator<ContentSet> {
  let round: (FileKey & FileContent)[] = [];
  for await (const storageKey of storage.listKeys(FILES_FOLDER)) {
    const file = fromStorageKey(storageKey);
    if (file === null) continue;
    round.push({ ...file, storageKey });
    if (round.length < ROUND_KEYS_MAX) continue;
    yield* toSets(round);
    round = [];
  }
  yield* toSets(round);
}

function toSets(round: readonly (FileKey & FileContent)[]): ContentSet[] {
  return [...Map.groupBy(round, ({ orgId }) => orgId)].map(([orgId, contents]) => ({ orgId, contents }));
}
