import type { HandlersOf } from '@rota/contracts/server';
import { encodeId } from '@rota/db';

import type { RequestContext } from '../../http/request-context.ts';
import type { BulkActionsService } from './bulk-actions.service.ts';
import { fromJobQuery } from './job-filter.convert.ts';

/** The operation on many jobs at once: it counts them, or makes the job that acts on them. */
export function createBulkActionsRoutes({
  bulkActionsService,
}: {
  bulkActionsService: BulkActionsService;
}): Pick<HandlersOf<'jobs', RequestContext>, 'actOnJobs'> {
  return {
    async actOnJobs({ body }, { orgId, principal, tx }) {
      const { dryRun, ...input } = body;
      const filter = fromJobQuery(input.filter);
      if (dryRun) {
        const matched = await bulkActionsService.countActionable({ orgId, action: input.action, filter }, tx);
        return { status: 200, body: { matched } };
      }
      const createdBy = { kind: principal.kind, id: principal.id };
      const id = await bulkActionsService.createAction({ orgId, filter, input, createdBy }, tx);
      return { status: 202, body: { jobId: encodeId('job', id) } };
    },
  };
}
