import { decodeId, type IdPrefix } from '@rota/db';

import { fromTimestamp } from '../../http/timestamp.ts';
import type { JobFilter } from './jobs.repository.ts';

/** The filters of a list in the repository's words. */
export function fromJobQuery<
  Query extends Omit<JobFilter, 'createdAfter' | 'createdBefore' | 'batchId' | 'scheduleId'>,
>(
  query: Query &
    Partial<Record<'createdAfter' | 'createdBefore' | 'batchId' | 'scheduleId', string | undefined>>,
): JobFilter {
  return {
    status: query.status,
    type: query.type,
    createdAfter: query.createdAfter === undefined ? undefined : fromTimestamp(query.createdAfter),
    createdBefore: query.createdBefore === undefined ? undefined : fromTimestamp(query.createdBefore),
    subjectType: query.subjectType,
    subjectId: query.subjectId,
    batchId: query.batchId === undefined ? undefined : fromId('job', query.batchId),
    scheduleId: query.scheduleId === undefined ? undefined : fromId('sch', query.scheduleId),
    deadLettered: query.deadLettered,
    fingerprint: query.fingerprint,
    search: query.search,
  };
}

/** The uuid of an id. The contract's pattern lets no other id through. */
export function fromId(prefix: IdPrefix, publicId: string): string {
  const id = decodeId(prefix, publicId);
  if (id === null) throw new Error('an id of the right form is no id');
  return id;
}
