import { describe, expect, it } from 'vitest';

import { listJobsOptions, listJobsQueryKey } from './query.ts';
import {
  createRotaClient,
  getFileContent,
  getJob,
  isProblem,
  listJobs,
  streamJobEvents,
  uploadFile,
} from './index.ts';

const orgId = 'org_01k2v7q0c4e8h9jm3npqrst5vw';
const jobId = 'job_01k2v7q0c4e8h9jm3npqrst5vw';
const problem = { code: 'job.not_found', requestId: 'req_1', status: 404 };

/** A client whose requests end here: it keeps them, and answers each with `reply`. */
function clientAnswering(reply: () => Response): {
  client: ReturnType<typeof createRotaClient>;
  requests: Request[];
} {
  const requests: Request[] = [];
  const answer = async (...[input, init]: Parameters<typeof fetch>): Promise<Response> => {
    requests.push(new Request(input, init));
    return reply();
  };
  return {
    client: createRotaClient({ baseUrl: 'https://rota.test', auth: () => 'rota_key', fetch: answer }),
    requests,
  };
}

const json = (body: object, status = 200): (() => Response) => {
  return () => Response.json(body, { status });
};

describe('the SDK', () => {
  it('sends the key as a bearer token, and lists as the contract writes them', async () => {
    const { client, requests } = clientAnswering(json({ data: [], nextCursor: null }));
    await listJobs({
      client,
      path: { orgId },
      query: { status: ['failed', 'retrying'], include: ['input', 'output'], cursor: undefined },
    });
    expect(requests[0]?.headers.get('Authorization')).toBe('Bearer rota_key');
    expect(requests[0]?.url).toBe(
      `https://rota.test/v1/orgs/${orgId}/jobs?status=failed&status=retrying&include=input,output`,
    );
  });

  it('answers a problem as error, or throws it where that is asked for', async () => {
    const { client } = clientAnswering(json(problem, 404));
    const { data, error, response } = await getJob({ client, path: { orgId, jobId } });
    expect([data, isProblem(error), response?.status]).toEqual([undefined, true, 404]);
    await expect(getJob({ client, path: { orgId, jobId }, throwOnError: true })).rejects.toMatchObject(
      problem,
    );
  });

  it("does not take a network failure for the server's word", async () => {
    const { client } = clientAnswering(() => {
      throw new TypeError('fetch failed');
    });
    const { error } = await getJob({ client, path: { orgId, jobId } });
    expect(isProblem(error)).toBe(false);
  });

  it('reads a stream of events and says where it wants to go on', async () => {
    const event = { type: 'job.log', id: '7', jobId, log: { id: 7, message: 'Counted' } };
    const lines = `event: job.log\nid: 7\ndata: ${JSON.stringify(event)}\n\n`;
    const { client, requests } = clientAnswering(
      () => new Response(lines, { headers: { 'Content-Type': 'text/event-stream' } }),
    );
    const { stream } = await streamJobEvents({
      client,
      path: { orgId, jobId },
      headers: { 'Last-Event-ID': '0' },
    });
    const { value } = await stream.next();
    expect(value).toEqual(event);
    expect(requests[0]?.headers.get('Last-Event-ID')).toBe('0');
  });

  it('uploads a form and downloads bytes', async () => {
    const upload = clientAnswering(json({ id: 'fil_1' }, 201));
    const file = new File(['a,b\n'], 'a.csv', { type: 'text/csv' });
    await uploadFile({ client: upload.client, path: { orgId }, body: { file, expiresInSeconds: 60 } });
    const form = await upload.requests[0]?.text();
    expect(form).toContain('name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\na,b\n');
    expect(form).toContain('name="expiresInSeconds"\r\n\r\n60');

    const bytes = (): Response =>
      new Response('a,b\n', { headers: { 'Content-Type': 'application/octet-stream' } });
    const path = { orgId, fileId: 'fil_01k2v7q0c4e8h9jm3npqrst5vw' };
    const { data } = await getFileContent({
      client: clientAnswering(bytes).client,
      path,
      throwOnError: true,
    });
    expect(await data.text()).toBe('a,b\n');
  });

  it('keeps queries of different filters apart, and leaves the key out of them', () => {
    const { client } = clientAnswering(json({}));
    const failed = listJobsOptions({ client, path: { orgId }, query: { status: ['failed'] } }).queryKey;
    expect(failed).not.toEqual(listJobsQueryKey({ client, path: { orgId } }));
    expect(JSON.stringify(failed)).not.toContain('rota_key');
  });
});
