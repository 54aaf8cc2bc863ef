/** What must hold for every operation of the contract, on the day it is born. */
import { operations, type Problem } from '@rota/contracts/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { createPlainKey } from '../src/modules/api-keys/api-key-format.ts';
import { startTestApi, type Answer, type TestApi, type TestTenant } from './harness.ts';
import { createThings, sampledOperations, unknownIds, type PathIds } from './operation-samples.ts';

const problemSchema = operations.listOrganisations.replies[400].body;

let api: TestApi;
let own: PathIds;
let other: TestTenant;

beforeAll(async () => {
  api = await startTestApi();
  await api.startWorker();
  own = await createThings(api);
  await api.call('GET', `/v1/orgs/{orgId}/jobs/${own.jobId}?waitSeconds=10`);
  other = await api.addTenant('Other');
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

const secured = sampledOperations.filter(({ operation }) => operation.security.length > 0);
const inOrganisation = secured.filter(({ operation }) => operation.pathTemplate.includes('{orgId}'));
const ofThings = inOrganisation.filter(({ operation }) => /\{(?!orgId)/.test(operation.pathTemplate));

const named = <Item extends { operation: { operationId: string } }>(items: Item[]) =>
  items.map((item): [string, Item] => [item.operation.operationId, item]);

function expectProblem(answer: Answer, status: number): Problem {
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = problemSchema.parse(answer.body);
  expect(problem.status).toBe(status);
  expect(answer.status).toBe(status);
  expect(problem.requestId).toBe(answer.headers.get('X-Request-Id'));
  return problem;
}

/** A problem without what differs from request to request. */
function gist({ instance: _instance, requestId: _requestId, ...problem }: Problem) {
  return problem;
}

describe('every operation with a credential', () => {
  test.each(named(secured))(
    '%s answers 401 without a good one',
    async (_id, { operation, pathOf, options }) => {
      const wrong = [null, 'Bearer', 'Basic cm90YTpyb3Rh', 'Bearer rota_x', `Bearer ${createPlainKey()}`];
      for (const authorization of wrong) {
        const answer = await api.call(operation.method, pathOf(own), { ...options(), authorization });
        expectProblem(answer, 401);
        expect(answer.headers.get('WWW-Authenticate')).toContain('Bearer');
      }
    },
  );

  test.each(named(inOrganisation))(
    '%s answers for a foreign organisation as for one that does not exist',
    async (_id, { operation, pathOf, options }) => {
      const ids = [other.publicOrgId, unknownIds().orgId, 'org_x', other.orgId, '%00'];
      const problems = [];
      for (const orgId of ids) {
        const answer = await api.call(operation.method, pathOf({ ...own, orgId }), options());
        problems.push(gist(expectProblem(answer, 404)));
      }
      expect(new Set(problems.map((problem) => JSON.stringify(problem))).size).toBe(1);
    },
  );

  test.each(named(ofThings))(
    '%s answers for a thing of another organisation as for one that does not exist',
    async (_id, { operation, pathOf, options }) => {
      const asOther = { ...options(), authorization: `Bearer ${other.apiKey}` };
      // Types of job are the installation's, and nobody's alone.
      const { jobType } = unknownIds();
      const things = { ...own, jobType, orgId: other.publicOrgId };
      const foreign = await api.call(operation.method, pathOf(things), asOther);
      const missing = await api.call(
        operation.method,
        pathOf({ ...unknownIds(), orgId: own.orgId }),
        options(),
      );
      const malformed = await api.call(
        operation.method,
        pathOf({ ...misshapen(own), orgId: own.orgId }),
        options(),
      );
      expect(gist(expectProblem(foreign, 404))).toEqual(gist(expectProblem(missing, 404)));
      expect(gist(expectProblem(malformed, 404))).toEqual(gist(expectProblem(missing, 404)));
    },
  );
});

describe('every operation', () => {
  test.each(named(sampledOperations))(
    '%s refuses a query parameter that it does not know, by its name',
    async (_id, { operation, pathOf, options }) => {
      const path = pathOf(own);
      const answer = await api.call(
        operation.method,
        `${path}${path.includes('?') ? '&' : '?'}nonsense=1`,
        options(),
      );
      const { errors } = expectProblem(answer, 400);
      expect(errors).toContainEqual({ in: 'query', pointer: '/nonsense', message: expect.any(String) });
    },
  );

  test.each(named(sampledOperations.filter(({ operation }) => operation.bodyKind === 'json')))(
    '%s refuses a member of the body that it does not know, by its name',
    async (_id, { operation, pathOf, options }) => {
      const { json } = options();
      const answer = await api.call(operation.method, pathOf(own), {
        json: { ...Object(json), nonsense: 1 },
      });
      const { errors } = expectProblem(answer, 400);
      expect(errors).toEqual([{ in: 'body', pointer: '/nonsense', message: expect.any(String) }]);
    },
  );

  test.each(named(sampledOperations.filter(({ isStream }) => !isStream)))(
    '%s succeeds as the contract says, and is the operation that its path leads to',
    async (_id, { operation, pathOf, options, prepare }) => {
      const ids = { ...own, ...(await prepare(api)) };
      const answer = await api.call(operation.method, pathOf(ids), options());
      expect(operation.successStatuses).toContain(answer.status);
      expect(operation.replies[answer.status]?.body?.safeParse(answer.body).error).toBeUndefined();
      expect(api.logLines.findLast((line) => line['msg'] === 'request answered')).toMatchObject({
        operation: operation.operationId,
        status: answer.status,
      });
    },
  );

  test.each(named(sampledOperations))('%s tells a verb that it does not have', async (_id, { pathOf }) => {
    const answer = await api.call('PUT', pathOf(own));
    expectProblem(answer, 405);
    const verbs = sampledOperations.filter(
      (one) => one.pathOf(own).split('?')[0] === pathOf(own).split('?')[0],
    );
    for (const { operation } of verbs) expect(answer.headers.get('Allow')).toContain(operation.method);
  });
});

/** Ids with a letter that the alphabet lacks. */
function misshapen(ids: PathIds): PathIds {
  return Object.fromEntries(
    Object.entries(ids).map(([name, id]) => [name, id.replace(/.$/, 'u')]),
  ) as PathIds;
}
