import { decodeId } from '@rota/db';

import { organisationNotFound } from '../errors/not-found.ts';
import type { Principal } from './principal.ts';

/**
 * The organisation of a path, once it is sure that the principal belongs to it. Asked once for every path below
 * `/orgs/{orgId}`, before anything of the request is read.
 *
 * @param publicId as the path has it
 * @returns the organisation's uuid
 * @throws AppError of kind `not_found`, the same for one that is foreign, unknown or malformed
 */
export function resolveOrganisation(principal: Principal, publicId: string): string {
  const orgId = decodeId('org', publicId);
  if (orgId === null || orgId !== principal.orgId) throw organisationNotFound();
  return orgId;
}
