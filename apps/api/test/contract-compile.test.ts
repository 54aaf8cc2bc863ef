/**
 * What must not compile, shown by the compiler. Each case is a source that compiles and one change to it: the change,
 * and nothing else, is refused.
 */
import { beforeAll, describe, expect, it } from 'vitest';

import { compileSnippets } from './compile-snippets.ts';

type Case = {
  /** Reads as: the compiler refuses … */
  fault: string;
  source: string;
  /** The text of the source that is changed. */
  right: string;
  wrong: string;
  /** What the compiler says of it. */
  says: RegExp;
};

const routes = `
import type { Account, HandlersOf, Problem } from '@rota/contracts/server';
declare const account: Account;
declare const problem: Problem;
export const accountRoutes: HandlersOf<'accounts', { orgId: string }> = {
  listAccounts: async ({ query }, { orgId }) => ({
    status: 200,
    body: { data: [account].slice(0, query.limit), nextCursor: query.search ?? orgId },
  }),
  getAccount: async ({ path }) =>
    path.accountId === account.id ? { status: 200, body: account } : { status: 404, body: problem },
};
`;

const upload = `
import type { Handlers, StoredFile } from '@rota/contracts/server';
declare const file: StoredFile;
export const uploadFile: Handlers<unknown>['uploadFile'] = async ({ body }) => {
  await body.stream.cancel();
  return { status: 201, headers: { Location: '/' }, body: file };
};
`;

const jobHandlers = `
import { jobTypes, type JobHandlersByType } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';
const dataImport = defineJob(jobTypes['data:import'], {
  async run({ input }) {
    const errorsFileId = input.fileId;
    return { output: { rowsRead: 1, rowsCreated: 1, rowsUpdated: 0, rowsFailed: 0, errorsFileId } };
  },
});
export const demoRun = defineJob(jobTypes['demo:run'], {
  async run({ input }) {
    return { output: { steps: input.steps, attempt: 1, result: null } };
  },
});
export const handlers = {
  'data:import': dataImport,
  'demo:run': demoRun,
} satisfies Pick<JobHandlersByType, 'data:import' | 'demo:run'>;
`;

const sdk = `
import { createJob, createRotaClient, getJob } from '@rota/contracts/client';
const client = createRotaClient({ baseUrl: '', auth: 'rota_key' });
export async function importAccounts(orgId: string): Promise<number | undefined> {
  const body = { type: 'data:import', input: { fileId: 'fil_1', collection: 'accounts' } } as const;
  const { data: made } = await createJob({ client, path: { orgId }, body, throwOnError: true });
  const { data: job } = await getJob({
    client,
    path: { orgId, jobId: made.id },
    query: { waitSeconds: 30 },
    throwOnError: true,
  });
  if (job.type === 'data:import') return job.output?.rowsRead;
  if (job.type === 'demo:run') return job.output?.steps;
  return undefined;
}
`;

const cases: Case[] = [
  {
    fault: 'a route without a handler',
    source: routes,
    right:
      'listAccounts: async ({ query }, { orgId }) => ({\n    status: 200,\n    body: { data: [account].slice(0, query.limit), nextCursor: query.search ?? orgId },\n  }),',
    wrong: '',
    says: /TS2741: Property 'listAccounts' is missing/,
  },
  {
    fault: 'a handler without a route',
    source: routes,
    right: '};\n',
    wrong: '  deleteAccount: async () => ({ status: 204 }),\n};\n',
    says: /TS2561: .*'deleteAccount' does not exist/,
  },
  {
    fault: 'a status that the contract does not declare',
    source: routes,
    right: 'status: 404',
    wrong: 'status: 410',
    says: /TS2322: [^]*410/,
  },
  {
    fault: 'a body that is not the one of the status',
    source: routes,
    right: 'status: 200, body: account',
    wrong: 'status: 200, body: problem',
    says: /TS2322: [^]*'Problem'[^]*'Account'/,
  },
  {
    fault: 'a misspelt path parameter',
    source: routes,
    right: 'path.accountId',
    wrong: 'path.acountId',
    says: /TS2551: Property 'acountId' does not exist/,
  },
  {
    fault: 'a misspelt query parameter',
    source: routes,
    right: 'query.search',
    wrong: 'query.serach',
    says: /TS2551: Property 'serach' does not exist/,
  },
  {
    fault: 'a reply without a header that the contract requires',
    source: upload,
    right: 'Location:',
    wrong: 'Lokation:',
    says: /TS2322: [^]*Location/,
  },
  {
    fault: 'reading an upload as if it were JSON',
    source: upload,
    right: 'await body.stream.cancel()',
    wrong: 'void body.expiresInSeconds',
    says: /TS2339: Property 'expiresInSeconds' does not exist on type 'MultipartBody'/,
  },
  {
    fault: 'a job type without a handler',
    source: jobHandlers,
    right: "  'demo:run': demoRun,\n",
    wrong: '',
    says: /TS2741: Property '"demo:run"' is missing/,
  },
  {
    fault: 'a handler for a job type that is not in the contract',
    source: jobHandlers,
    right: "  'demo:run': demoRun,\n",
    wrong: "  'demo:run': demoRun,\n  'demo:walk': demoRun,\n",
    says: /TS2353: .*''demo:walk'' does not exist/,
  },
  {
    fault: 'a handler under the name of another job type',
    source: jobHandlers,
    right: "'data:import': dataImport",
    wrong: "'data:import': { ...dataImport, type: demoRun.type }",
    says: /TS2322: [^]*"demo:run"[^]*"data:import"/,
  },
  {
    fault: 'a job handler that reads an input of another shape',
    source: jobHandlers,
    right: 'input.fileId',
    wrong: 'input.fileName',
    says: /TS2339: Property 'fileName' does not exist/,
  },
  {
    fault: 'a job handler that returns an output of another shape',
    source: jobHandlers,
    right: 'rowsRead: 1',
    wrong: "rowsRead: '1'",
    says: /TS2322: [^]*'output.rowsRead'[^]*Type 'string' is not assignable to type 'number'/,
  },
  {
    fault: 'a job handler that leaves out a member of its output',
    source: jobHandlers,
    right: 'attempt: 1, ',
    wrong: '',
    says: /TS\d+: [^]*'attempt' is missing/,
  },
  {
    fault: 'an SDK call with the input of another job type',
    source: sdk,
    right: "type: 'data:import', input",
    wrong: "type: 'demo:run', input",
    says: /TS2322: [^]*fileId/,
  },
  {
    fault: 'an SDK call with a misspelt path parameter',
    source: sdk,
    right: 'path: { orgId, jobId: made.id }',
    wrong: 'path: { orgId, jobID: made.id }',
    says: /TS2561: .*'jobID' does not exist/,
  },
  {
    fault: 'an SDK call with a misspelt query parameter',
    source: sdk,
    right: 'query: { waitSeconds: 30 }',
    wrong: 'query: { waitSecond: 30 }',
    says: /TS2561: .*'waitSecond' does not exist/,
  },
  {
    fault: 'an output read as that of a job type that was told apart',
    source: sdk,
    right: 'return job.output?.steps',
    wrong: 'return job.output?.rowsRead',
    says: /TS2339: Property 'rowsRead' does not exist on type 'DemoRunOutput'/,
  },
  {
    fault: 'an output read before the job type is told apart',
    source: sdk,
    right: "if (job.type === 'data:import')",
    wrong: "void job.output?.rowsRead;\n  if (job.type === 'data:import')",
    says: /TS2339: Property 'rowsRead' does not exist/,
  },
];

const sources = { routes, upload, 'job-handlers': jobHandlers, sdk };

describe('the compiler', () => {
  let diagnostics: Map<string, string[]>;

  beforeAll(async () => {
    const faulty = cases.map(({ source, right, wrong }, index): [string, string] => {
      if (source.split(right).length !== 2)
        throw new Error(`Stands not exactly once in its source: ${right}`);
      return [`case-${index}`, source.replace(right, wrong)];
    });
    diagnostics = await compileSnippets(new Map([...Object.entries(sources), ...faulty]));
  }, 120_000);

  it.each(Object.keys(sources))('accepts %s as the contract has them', (name) => {
    expect(diagnostics.get(name)).toEqual([]);
  });

  it.each(cases.map(({ fault, says }, index) => ({ fault, says, index })))(
    'refuses $fault',
    ({ says, index }) => {
      expect(diagnostics.get(`case-${index}`)).toEqual([expect.stringMatching(says)]);
    },
  );
});
