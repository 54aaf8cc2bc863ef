import { encodeId, type IdPrefix, type JobCreatorKind } from '@rota/db';

import type { JobCreator } from './job-context.ts';

const PREFIXES: Record<Exclude<JobCreatorKind, 'system'>, IdPrefix> = {
  user: 'usr',
  key: 'key',
  schedule: 'sch',
  job: 'job',
};

/** A creator as everybody sees it: `key_…`. The installation itself has no id. */
export function toPublicCreator({ kind, id }: JobCreator): JobCreator {
  return { kind, id: kind === 'system' || id === null ? null : encodeId(PREFIXES[kind], id) };
}
