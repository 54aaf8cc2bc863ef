import type { JobDraft } from './job-draft.ts';
import { JobRequestError, type JobRequestIssue } from '../errors.ts';
import type { JobRequest } from './job-request.ts';
import { limits } from '../limits.ts';
import type { JobHandlerRegistry } from '../registry/registry.ts';
import { requireHandler, toJobTemplate, toNewJob } from './to-new-job.ts';
import { checkJobRequest } from './check-job-request.ts';

type ReadDeps = { registry: Pick<JobHandlerRegistry, 'findUserJob'>; now: Date };

/**
 * Makes a job of a request that stands at `pointer`.
 * @throws JobRequestError with every fault at once; their pointers begin at the request
 */
export async function readJobRequest(
  request: JobRequest,
  { registry, now, pointer }: ReadDeps & { pointer: string },
): Promise<JobDraft> {
  const handler = requireHandler(registry, request.type);
  const input = await checkJobRequest(request, handler.contract);
  const job = toNewJob(toJobTemplate(request, { handler, now }), input);
  return { job, dependsOn: request.dependsOn ?? [], pointer };
}

/**
 * Makes jobs of 1 to 1,000 requests.
 * @throws JobRequestError `job.request_invalid` with the faults of all of them, below `/jobs/{index}`
 */
export async function readJobRequests(requests: readonly JobRequest[], deps: ReadDeps): Promise<JobDraft[]> {
  if (requests.length < 1 || requests.length > limits.bulkJobs) {
    throw invalidRequests([{ pointer: '/jobs', message: `must be of 1 to ${limits.bulkJobs} jobs` }]);
  }
  const drafts: JobDraft[] = [];
  const issues: JobRequestIssue[] = [];
  for (const [index, request] of requests.entries()) {
    const pointer = `/jobs/${index}`;
    try {
      drafts.push(await readJobRequest(request, { ...deps, pointer }));
    } catch (error) {
      if (!(error instanceof JobRequestError)) throw error;
      issues.push(...error.issues.map((issue) => ({ ...issue, pointer: `${pointer}${issue.pointer}` })));
    }
  }
  if (issues.length > 0) throw invalidRequests(issues);
  return drafts;
}

function invalidRequests(issues: JobRequestIssue[]): JobRequestError {
  return new JobRequestError('job.request_invalid', 'Not all of the jobs can be made; none was.', issues);
}
