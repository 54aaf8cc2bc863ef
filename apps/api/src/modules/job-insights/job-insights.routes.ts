import type { HandlersOf } from '@rota/contracts/server';

import type { RequestContext } from '../../http/request-context.ts';
import { fromTimestamp } from '../../http/timestamp.ts';
import { toJobKey } from '../jobs/index.ts';
import { toJobStatsResponse, toJobWaitingResponse } from './job-insights.convert.ts';
import type { JobStatsService } from './job-stats.service.ts';
import type { JobWaitingService } from './job-waiting.service.ts';

/** The operations that tell how work goes. */
export function createJobInsightsRoutes({
  jobStatsService,
  jobWaitingService,
}: {
  jobStatsService: JobStatsService;
  jobWaitingService: JobWaitingService;
}): HandlersOf<'job-insights', RequestContext> {
  return {
    async getJobStats({ query: { from, to, slowSeconds } }, { orgId }) {
      const stats = await jobStatsService.getStats({
        orgId,
        from: from === undefined ? undefined : fromTimestamp(from),
        to: to === undefined ? undefined : fromTimestamp(to),
        slowSeconds,
      });
      return { status: 200, body: toJobStatsResponse(stats) };
    },

    async getJobWaiting({ path }, { orgId }) {
      const wait = await jobWaitingService.getWait(toJobKey(orgId, path.jobId));
      return { status: 200, body: toJobWaitingResponse(wait) };
    },
  };
}
