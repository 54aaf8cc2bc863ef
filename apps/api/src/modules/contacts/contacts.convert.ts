import type { Contact } from '@rota/contracts/server';
import { encodeId } from '@rota/db';
import type { ContactRow } from './contacts.repository.ts';

/** A row in the words of the contract, in which an unknown name is an empty one. */
export function toContactResponse(row: ContactRow): Contact {
  return {
    id: encodeId('con', row.id),
    externalId: row.externalId,
    email: row.email,
    firstName: row.firstName ?? '',
    lastName: row.lastName ?? '',
    title: row.title,
    accountId: row.accountId === null ? null : encodeId('acc', row.accountId),
    attributes: row.attributes,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
