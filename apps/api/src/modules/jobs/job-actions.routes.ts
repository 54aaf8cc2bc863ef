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
      const filter = fromJobQuery(input.filter);
      if (dryRun) {
        const matched = await jobs.countActionable({ orgId, action: input.action, filter }, tx);
        return { status: 200, body: { matched } };
      }
      const createdBy = { kind: principal.kind, id: principal.id };
      const id = await jobs.createAction({ orgId, filter, input, createdBy }, tx);
      return { status: 202, body: { jobId: encodeId('job', id) } };
    },
  };
}
