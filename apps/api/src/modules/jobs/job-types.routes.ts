import { jobTypes, retiredJobTypes, type CatalogueEntry, type HandlersOf } from '@rota/contracts/server';

import type { RequestContext } from '../../http/request-context.ts';
import type { JobTypesService } from './job-types.service.ts';
import { toJobTypeResponse } from './jobs.convert.ts';

const catalogue = Object.values<CatalogueEntry>({ ...jobTypes, ...retiredJobTypes });

/** The operations on the catalogue of job types. */
export function createJobTypesRoutes({
  jobTypesService,
}: {
  jobTypesService: JobTypesService;
}): Pick<HandlersOf<'jobs', RequestContext>, 'listJobTypes' | 'pauseJobType' | 'resumeJobType'> {
  return {
    async listJobTypes(_input, { orgId }) {
      const entries = await jobTypesService.listJobTypes(orgId, catalogue);
      return { status: 200, body: { data: entries.map(toJobTypeResponse), nextCursor: null } };
    },

    async pauseJobType({ path }, { orgId }) {
      const entry = await jobTypesService.pauseJobType({ orgId, type: path.jobType }, catalogue);
      return { status: 200, body: toJobTypeResponse(entry) };
    },

    async resumeJobType({ path }, { orgId }) {
      const entry = await jobTypesService.resumeJobType({ orgId, type: path.jobType }, catalogue);
      return { status: 200, body: toJobTypeResponse(entry) };
    },
  };
}
