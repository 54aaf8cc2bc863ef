import type { HandlersOf } from '@rota/contracts/server';

import { toOperationPath } from '../../http/operation-path.ts';
import type { RequestContext } from '../../http/request-context.ts';
import type { JobControlService } from './job-control.service.ts';
import { toJobKey, toJobResponse } from './jobs.convert.ts';

/** The operations that move a job by hand. */
export function createJobControlRoutes({
  jobControlService,
}: {
  jobControlService: JobControlService;
}): Pick<HandlersOf<'jobs', RequestContext>, 'cancelJob' | 'retryJob' | 'resolveJob' | 'replayJob'> {
  return {
    async cancelJob({ path }, { orgId }) {
      const job = await jobControlService.cancelJob(toJobKey(orgId, path.jobId));
      return { status: 200, body: toJobResponse(job) };
    },

    async retryJob({ path }, { orgId }) {
      const job = await jobControlService.retryJob(toJobKey(orgId, path.jobId));
      return { status: 200, body: toJobResponse(job) };
    },

    async resolveJob({ path, body }, { orgId }) {
      const note = body.note ?? null;
      const job = await jobControlService.resolveJob({ ...toJobKey(orgId, path.jobId), note });
      return { status: 200, body: toJobResponse(job) };
    },

    async replayJob({ path, body }, { orgId, principal, tx }) {
      const { kind, id } = principal;
      const request = { ...toJobKey(orgId, path.jobId), createdBy: { kind, id }, input: body.input };
      const response = toJobResponse(await jobControlService.replayJob(request, tx));
      const location = toOperationPath('getJob', { orgId: path.orgId, jobId: response.id });
      return { status: 201, headers: { Location: location }, body: response };
    },
  };
}
