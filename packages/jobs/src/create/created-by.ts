import { encodeId, type IdPrefix, type JobCreatorKind } from '@rota/db';

/** Who caused a job: a person, an API key, a schedule, another job, or the installation itself. */
export type JobCreator = { kind: JobCreatorKind; id: string | null };

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
