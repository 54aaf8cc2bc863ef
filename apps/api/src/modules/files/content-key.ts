/** A file of an organisation. Ids are uuids. */
export type FileKey = { orgId: string; fileId: string };

/** Everything below it in the storage is content of files. */
export const FILES_FOLDER = 'files';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const STORAGE_KEY = new RegExp(`^${FILES_FOLDER}/(?<orgId>${UUID})/(?<fileId>${UUID})$`);

/** The storage key of a file's content. */
export function toStorageKey({ orgId, fileId }: FileKey): string {
  return `${FILES_FOLDER}/${orgId}/${fileId}`;
}

/** The file whose content a storage key names; null when {@link toStorageKey} makes no such key. */
export function fromStorageKey(storageKey: string): FileKey | null {
  const { orgId, fileId } = STORAGE_KEY.exec(storageKey)?.groups ?? {};
  return orgId === undefined || fileId === undefined ? null : { orgId, fileId };
}
