import { jobTypes, type Job, type JobLogPage, type JobOutput, type StoredFile } from '@rota/contracts/server';

import type { ApiAccess } from './api-client.ts';
import type { TestApi } from './harness.ts';

/** The longest that one read of a job waits for its end. */
const WAIT_SECONDS = 30;

type Content = ConstructorParameters<typeof Blob>[0];

/** Files and jobs over HTTP, as clients use them. */
export type JobCalls = ReturnType<typeof createJobCalls>;

/** Calls as the tenant of a test's API. */
export function jobCallsOf({ baseUrl, tenant }: TestApi): JobCalls {
  return createJobCalls({ url: baseUrl, orgId: tenant.publicOrgId, apiKey: tenant.apiKey });
}

/** Calls as the organisation of `access`. What is not answered as wanted throws. */
export function createJobCalls({ url, orgId, apiKey }: ApiAccess) {
  async function call(method: string, path: string, body?: FormData | object): Promise<Response> {
    const isForm = body instanceof FormData;
    const response = await fetch(`${url}/v1/orgs/${orgId}${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${apiKey}`,
        ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
  const read = async <Body>(response: Promise<Response>) => (await (await response).json()) as Body;

  const calls = {
    uploadCsv(content: Content, name = 'test.csv'): Promise<StoredFile> {
      const form = new FormData();
      form.append('file', new Blob(content, { type: 'text/csv' }), name);
      return read<StoredFile>(call('POST', '/files', form));
    },

    /** The bytes of a file, as text; a byte-order mark is part of it. */
    async download(fileId: string | null): Promise<string> {
      const response = await call('GET', `/files/${fileId}/content`);
      return Buffer.from(await response.arrayBuffer()).toString('utf8');
    },

    createJob: (type: string, input: object, options?: object): Promise<Job> =>
      read<Job>(call('POST', '/jobs', { type, input, ...options })),

    async waitForEnd(jobId: string): Promise<Job> {
      for (;;) {
        const job = await read<Job>(call('GET', `/jobs/${jobId}?waitSeconds=${WAIT_SECONDS}`));
        if (job.finishedAt !== null) return job;
      }
    },

    /** Creates a job and waits for its end. */
    async runJob(type: string, input: object, options?: object): Promise<Job> {
      return calls.waitForEnd((await calls.createJob(type, input, options)).id);
    },

    /** The output of an import that must complete. */
    async importCsv(csv: string, choices: object): Promise<JobOutput<'data:import'>> {
      const { id: fileId } = await calls.uploadCsv([csv]);
      const job = await calls.runJob('data:import', { fileId, ...choices });
      if (job.status !== 'completed') throw new Error(`It ended as ${job.status}: ${job.error?.message}`);
      return jobTypes['data:import'].output.parse(job.output);
    },

    /** Lines of a job's log, oldest first. */
    logs: async (jobId: string) => (await read<JobLogPage>(call('GET', `/jobs/${jobId}/logs`))).data,
  };
  return calls;
}
