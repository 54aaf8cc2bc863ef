/** Who calls, and where. */
export type ApiAccess = { url: string; orgId: string; apiKey: string };

/** What these tests look at of a job. */
export type JobSeen = {
  id: string;
  status: string;
  attempt: number;
  progress: { percent: number };
  output?: unknown;
  workerId: string | null;
};
/** What a test reads of a run. */
export type RunSeen = { run: number; attempt: number; outcome: string | null; workerId: string };

/** The client that {@link createApiClient} makes. */
export type ApiClient = ReturnType<typeof createApiClient>;

/** Calls the API of a running process. */
export function createApiClient({ url, orgId, apiKey }: ApiAccess) {
  const jobs = `${url}/v1/orgs/${orgId}/jobs`;

  async function call<Body>(address: string, init: RequestInit = {}): Promise<Body> {
    const headers = { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' };
    const response = await fetch(address, { ...init, headers });
    if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as Body;
  }

  return {
    createDemoJob: (input: object) =>
      call<JobSeen>(jobs, { method: 'POST', body: JSON.stringify({ type: 'demo:run', input }) }),
    getJob: (id: string, waitSeconds = 0) => call<JobSeen>(`${jobs}/${id}?waitSeconds=${waitSeconds}`),
    /** The status of an answer to anybody. */
    status: async (path: string) => (await fetch(url + path)).status,
    listRuns: async (id: string) => (await call<{ data: RunSeen[] }>(`${jobs}/${id}/runs`)).data.toReversed(),

    /** Resolves with the job as soon as one of its events has it as wanted. */
    async seeJob(id: string, wanted: (job: JobSeen) => boolean): Promise<JobSeen> {
      const response = await fetch(`${jobs}/${id}/events`, {
        headers: { Authorization: `Bearer ${apiKey}` },
      });
      let text = '';
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const events = text.split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) {
          const data = /^data: (.*)$/m.exec(event)?.[1];
          const { job } = JSON.parse(data ?? '{}') as { job?: JobSeen };
          if (job !== undefined && wanted(job)) return job;
        }
      }
      throw new Error(`the events of ${id} ended before it was as wanted`);
    },
  };
}
