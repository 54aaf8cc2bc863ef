import { workflows } from '@rota/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { defineJob, isEnded, type WorkflowNodeRequest } from '../src/index.ts';
import { createTestEngine, defineTestJob, testJobType, type TestEngine } from '../src/testing/index.ts';
import { noResources } from './no-resources.ts';

/** Gives back its input, with what is in it under other names. */
const echo = testJobType(
  'test:echo',
  {},
  {
    input: z.strictObject({
      name: z.string(),
      parts: z.array(z.unknown()).default([]),
      all: z.unknown().optional(),
    }),
  },
);

let engine: TestEngine;
beforeAll(async () => {
  const answer = async ({ input }: { input: unknown }) => ({
    output: { name: Reflect.get(Object(input), 'name'), 'a/b': [10, 20] },
  });
  const large = defineTestJob('test:large', async () => ({ output: 'x'.repeat(200_000) }));
  engine = await createTestEngine([defineJob(echo, { run: answer }), large], noResources);
  await engine.work();
});
afterAll(() => engine[Symbol.asyncDispose]());

const node = (key: string, rest: Partial<WorkflowNodeRequest> = {}): WorkflowNodeRequest => ({
  key,
  type: 'test:echo',
  input: { name: key },
  ...rest,
});
const create = (...nodes: WorkflowNodeRequest[]) =>
  engine.jobs.createWorkflow({ orgId: engine.orgId, createdBy: { kind: 'system', id: null }, nodes });

type Ended = Awaited<ReturnType<TestEngine['find']>>;

async function run(...nodes: WorkflowNodeRequest[]): Promise<Record<string, Ended>> {
  const { nodes: made } = await create(...nodes);
  const rows: Record<string, Ended> = {};
  for (const { key, jobId } of made) rows[key] = await engine.waitFor(jobId, ({ status }) => isEnded(status));
  return rows;
}

test('the nodes of a graph are jobs that run one after the other as they depend on each other', async () => {
  const { a, b, c, d } = await run(
    node('d', { dependsOn: ['b', 'c'] }),
    node('b', { dependsOn: ['a'] }),
    node('c', { dependsOn: ['a'] }),
    node('a'),
  );
  expect([a, b, c, d].map((row) => row?.status)).toEqual(Array(4).fill('completed'));
  const times = [a, b, d].map((row) => [row?.startedAt?.getTime() ?? 0, row?.finishedAt?.getTime() ?? 0]);
  expect(times.flat()).toEqual(times.flat().toSorted((x, y) => x - y));
  expect(new Set([a, b, c, d].map((row) => row?.workflowId)).size).toBe(1);
  expect(d).toMatchObject({ nodeKey: 'd', openParents: 0 });
});

test('outputs are put into inputs by pointers, also where nothing stands yet, and make a node wait', async () => {
  const { taker } = await run(
    node('taker', {
      input: { parts: ['first'] },
      inputFrom: {
        '/name': { node: 'giver', path: '/name' },
        '/parts/1': { node: 'giver', path: '/a~1b/1' },
        '/all/deep': { node: 'giver', path: '/a~1b' },
      },
    }),
    node('giver'),
  );
  expect(taker).toMatchObject({
    status: 'completed',
    input: { name: 'giver', parts: ['first', 20], all: { deep: [10, 20] } },
  });
});

test('where an output has nothing at the path, the input stays as it is', async () => {
  const inputFrom = { '/name': { node: 'giver', path: '/nothing/here' } };
  const { whole, lacking } = await run(
    node('giver'),
    node('whole', { inputFrom }),
    node('lacking', { input: {}, inputFrom }),
  );
  expect(whole).toMatchObject({ status: 'completed', input: { name: 'whole' } });
  expect(lacking).toMatchObject({ status: 'failed', error: { code: 'input_invalid' } });
});

test('an input that does not fit, or grows too large, once the outputs are in it fails the node and those behind it', async () => {
  const { wrong, large, behind } = await run(
    node('giver'),
    node('giant', { type: 'test:large' }),
    node('wrong', { inputFrom: { '/name': { node: 'giver', path: '/a~1b' } } }),
    node('large', {
      inputFrom: {
        '/name': { node: 'giant', path: '' },
        '/all': { node: 'giant', path: '' },
      },
    }),
    node('behind', { dependsOn: ['large'] }),
  );
  expect(wrong?.error).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('/name') });
  expect(large).toMatchObject({ status: 'failed', run: 0, deadLetteredAt: expect.any(Date) });
  expect(large?.error).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('bytes') });
  expect(behind).toMatchObject({ status: 'failed', error: { code: 'parent_failed' } });
});

test('what is known of an input is checked when the workflow is made', async () => {
  await expect(
    create(
      node('a', { input: { name: 7, parts: {} } }),
      node('b', { input: { parts: {} }, inputFrom: { '/name': { node: 'a', path: '/name' } } }),
    ),
  ).rejects.toMatchObject({
    code: 'workflow.invalid',
    issues: [
      { pointer: '/nodes/0/input/name' },
      { pointer: '/nodes/0/input/parts' },
      { pointer: '/nodes/1/input/parts' },
    ],
  });
});

test('a circle, unknown and doubled keys and unfit pointers are refused together, and nothing is made', async () => {
  const before = await engine.database.owner.$count(workflows);
  const refused = create(
    node('a', { dependsOn: ['c'] }),
    node('b', { dependsOn: ['a', 'nobody', 'a'] }),
    node('c', { inputFrom: { '/name': { node: 'b', path: 'name' } } }),
    node('a'),
    node('no spaces', { type: 'test:unknown' }),
    node('e', {
      inputFrom: {
        '/all': { node: 'x', path: '' },
        '/all/deep': { node: 'a', path: '' },
        '/name/deep': { node: 'a', path: '' },
        '': { node: 'a', path: '' },
      },
    }),
  );
  await expect(refused).rejects.toMatchObject({
    issues: [
      { pointer: '/nodes/3/key', message: 'is the key of another node' },
      { pointer: '/nodes/4/key' },
      { pointer: '/nodes/1/dependsOn/1', message: 'is not the key of a node' },
      { pointer: '/nodes/1/dependsOn/2', message: 'is named before' },
      { pointer: '/nodes/2/inputFrom/~1name/path', message: 'must be a JSON Pointer' },
      { pointer: '/nodes/4/type' },
      { pointer: '/nodes/5/inputFrom/~1all/node', message: 'is not the key of a node' },
      { pointer: '/nodes/5/inputFrom/~1all~1deep', message: 'lies within another one' },
      {
        pointer: '/nodes/5/inputFrom/~1name~1deep',
        message: 'lies where the input holds something else',
      },
      { pointer: '/nodes/5/inputFrom/' },
    ],
  });
  await expect(
    create(node('a', { dependsOn: ['c'] }), node('b', { dependsOn: ['a'] }), node('c', { dependsOn: ['b'] })),
  ).rejects.toMatchObject({
    issues: [{ pointer: '/nodes/0/dependsOn', message: 'waits for itself in the end: a → c → b → a' }],
  });
  await expect(create(node('a', { dependsOn: ['a'] }))).rejects.toMatchObject({
    issues: [{ pointer: '/nodes/0/dependsOn', message: 'waits for itself in the end: a → a' }],
  });
  expect(await engine.database.owner.$count(workflows)).toBe(before);
});

test('a thousand nodes are one workflow, in a chain as well as beside each other', async () => {
  const { nodes } = await create(
    ...Array.from({ length: 1_000 }, (_, n) =>
      node(`n${n}`, n % 10 === 0 ? {} : { dependsOn: [`n${n - 1}`] }),
    ),
  );
  const last = nodes.filter((_, n) => n % 10 === 9);
  for (const { jobId } of last) {
    expect(await engine.waitFor(jobId, ({ status }) => isEnded(status))).toMatchObject({
      status: 'completed',
    });
  }
});
