import type { HandlersOf } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import type { RequestContext } from '../../http/request-context.ts';
import type { JobActionsService } from './job-actions.service.ts';
import { fromJobQuery } from './job-filter.convert.ts';

/** The operation on many jobs at once: it counts them, or makes the job that acts on them. */
export function createJobActionsRoutes({
  jobActionsService,
}: {
  jobActionsService: JobActionsService;
}): Pick<HandlersOf<'jobs', RequestContext>, 'actOnJobs'> {
  return {
    async actOnJobs({ body }, { orgId, principal, tx }) {
      const { dryRun, ...input } = body;
      const filter = fromJobQuery(input.filter);
      if (dryRun) {
        const matched = await jobActionsService.countActionable({ orgId, action: input.action, filter }, tx);
        return { status: 200, body: { matched } };
      }
      const createdBy = { kind: principal.kind, id: principal.id };
      const id = await jobActionsService.createAction({ orgId, filter, input, createdBy }, tx);
      return { status: 202, body: { jobId: encodeId('job', id) } };
    },
  };
}
