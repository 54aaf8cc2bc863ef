import type { DeadLetterGroup } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import type { DeadLetterGroupRow } from './dead-letters.repository.ts';

/** A group in the contract's words. */
export function toDeadLetterGroupResponse({ sampleIds, ...group }: DeadLetterGroupRow): DeadLetterGroup {
  return { ...group, sampleIds: sampleIds.map((id) => encodeId('job', id)) };
}
