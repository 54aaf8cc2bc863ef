import type { HandlersOf } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import type { RequestContext } from '../../http/request-context.ts';
import { fromJobQuery } from './jobs.convert.ts';
import type { OrganisationJobsService } from './jobs.service.ts';

/** The operation on many jobs at once: it counts them, or makes the job that acts on them. */
export function createJobActionsRoutes({
  jobs,
}: {
  jobs: OrganisationJobsService;
}): Pick<HandlersOf<'jobs', RequestContext>, 'actOnJobs'> {
  return {
    async actOnJobs({ body }, { orgId, principal, tx }) {
      const { dryRun, ...input } = body;
      if (dryRun) {
        const target = { orgId, action: input.action, filter: fromJobQuery(input.filter) };
        return { status: 200, body: { matched: await jobs.countActionable(target, tx) } };
      }
      const createdBy = { kind: principal.kind, id: principal.id };
      const { job } = await jobs.createJob({ orgId, type: 'jobs:act', input, createdBy }, tx);
      return { status: 202, body: { jobId: encodeId('job', job.id) } };
    },
  };
}
