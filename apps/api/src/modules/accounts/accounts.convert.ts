import type { Account } from '@rota/contracts/server';
import { encodeId } from '@rota/db';
import type { AccountRow } from './accounts.repository.ts';

/** A row in the words of the contract. */
export function toAccountResponse(row: AccountRow): Account {
  return {
    id: encodeId('acc', row.id),
    externalId: row.externalId,
    name: row.name,
    domain: row.domain,
    attributes: row.attributes,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
