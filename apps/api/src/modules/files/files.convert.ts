import type { StoredFile } from '@rota/contracts/server';
import { encodeId } from '@rota/db';
import type { FileRow } from './files.repository.ts';

/** A row in the words of the contract. Where its content lies stays inside. */
export function toFileResponse(row: FileRow): StoredFile {
  return {
    id: encodeId('fil', row.id),
    name: row.name,
    contentType: row.contentType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
