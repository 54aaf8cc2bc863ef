import type { Organisation } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import type { OrganisationRow } from './organisations.repository.ts';

/** A row in the words of the contract. */
export function toOrganisationResponse({ id, name, slug, paused, createdAt }: OrganisationRow): Organisation {
  return { id: encodeId('org', id), name, slug, paused, createdAt: createdAt.toISOString() };
}
