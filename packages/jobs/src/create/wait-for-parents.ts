import { endedJobStatuses, type JobStatus } from '@rota/db';

import type { NewJob } from './enqueue.ts';
import type { JobDraft } from './job-draft.ts';
import { JobRequestError, type JobRequestIssue } from '../errors.ts';
import { isEnded } from '../moves/job-status.ts';
import { limits } from '../limits.ts';
import type { SqlExecutor } from '../sql-executor.ts';
import { parentFailed } from '../dependencies/release-dependents.ts';

/** A parent as it stands under its lock. */
type Parent = { id: string; status: JobStatus; dependents: number };

const ENTER_ORGANISATION = `SELECT set_config('app.org_id', $1, true)`;
const LOCK_PARENTS = 'SELECT id, status, dependents FROM lock_parents($1::uuid[])';

/**
 * Locks the parents of new jobs until the end of the transaction and says of each job how it begins: blocked, or free
 * because all have ended, or ended with one that did not complete. An end that races waits for the lock, and then counts.
 *
 * @returns the jobs in the order of the drafts
 * @throws JobRequestError `job.option_invalid` for parents that the organisation does not have, or with too many dependents
 */
export async function waitForParents(executor: SqlExecutor, drafts: readonly JobDraft[]): Promise<NewJob[]> {
  const parents = new Map<string, Parent>();
  const waiting = drafts.filter(({ dependsOn }) => dependsOn.length > 0);
  for (const [orgId, group] of Map.groupBy(waiting, ({ job }) => job.orgId)) {
    const ids = [...new Set(group.flatMap(({ dependsOn }) => dependsOn))];
    await executor.executeSql(ENTER_ORGANISATION, [orgId]);
    const { rows } = await executor.executeSql<Parent>(LOCK_PARENTS, [ids]);
    const issues = findFaults(group, new Map(rows.map((parent) => [parent.id, parent])));
    if (issues.length > 0) {
      throw new JobRequestError('job.option_invalid', 'Jobs cannot be waited for.', issues);
    }
    for (const parent of rows) parents.set(parent.id, parent);
  }
  return drafts.map(({ job, dependsOn }) => (dependsOn.length === 0 ? job : begin(job, dependsOn, parents)));
}

function findFaults(drafts: readonly JobDraft[], parents: ReadonlyMap<string, Parent>): JobRequestIssue[] {
  const dependents = new Map([...parents.values()].map((parent) => [parent.id, parent.dependents]));
  return drafts.flatMap(({ dependsOn, pointer }) =>
    dependsOn.flatMap((id, index) => {
      const count = dependents.get(id);
      if (count === undefined) {
        return [{ pointer: `${pointer}/dependsOn/${index}`, message: 'is not a job of the organisation' }];
      }
      dependents.set(id, count + 1);
      if (count < limits.dependents) return [];
      const message = `is a job that ${limits.dependents} others wait for already, as many as may`;
      return [{ pointer: `${pointer}/dependsOn/${index}`, message }];
    }),
  );
}

function begin(job: NewJob, dependsOn: readonly string[], parents: ReadonlyMap<string, Parent>): NewJob {
  const statuses = dependsOn.flatMap((id) => parents.get(id)?.status ?? []);
  const openParents = statuses.filter((status) => !isEnded(status)).length;
  const isHurt = statuses.some((status) => status === 'failed' || status === 'cancelled');
  if (isHurt && job.onParentFailure === 'skip') return { ...job, status: 'cancelled', messageId: null };
  if (isHurt && job.onParentFailure !== 'continue') {
    return { ...job, status: 'failed', messageId: null, error: parentFailed };
  }
  return openParents === 0 ? job : { ...job, status: 'blocked', messageId: null, openParents };
}

/** An edge is open while its parent's end is to be counted: never for one that had ended before. */
const INSERT_DEPENDENCIES = `
  INSERT INTO job_dependencies (org_id, job_id, parent_id, open)
  SELECT child.org_id, child.id, parent.id, parent.status NOT IN (${endedJobStatuses.map((status) => `'${status}'`).join(', ')})
  FROM unnest($1::uuid[], $2::uuid[]) AS edge (job_id, parent_id)
  JOIN jobs child ON child.id = edge.job_id
  JOIN jobs parent ON parent.id = edge.parent_id AND parent.org_id = child.org_id`;

/** Writes down what waits for what; both ends of each edge are written, and the parent is locked or new. */
export async function insertDependencies(
  executor: SqlExecutor,
  edges: readonly { jobId: string; parentId: string }[],
): Promise<void> {
  if (edges.length === 0) return;
  await executor.executeSql(INSERT_DEPENDENCIES, [
    edges.map(({ jobId }) => jobId),
    edges.map(({ parentId }) => parentId),
  ]);
}
