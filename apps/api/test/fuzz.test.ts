/** Requests made up from the contract: whatever comes, the answer is one that the contract or RFC 9457 knows. */
import { operations } from '@rota/contracts/server';
import {
  asyncProperty,
  assert,
  constant,
  constantFrom,
  dictionary,
  double,
  integer,
  jsonValue,
  oneof,
  record,
  string,
  webQueryParameters,
  type Arbitrary,
} from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { startTestApi, type CallOptions, type TestApi } from './harness.ts';
import { createThings, sampledOperations, unknownIds, type PathIds } from './operation-samples.ts';

/** Raise it to search for longer; a failure prints the seed that repeats it. */
const REQUESTS_PER_OPERATION = 60;

const problemSchema = operations.listOrganisations.replies[400].body;

let api: TestApi;
let own: PathIds;

beforeAll(async () => {
  api = await startTestApi();
  own = await createThings(api);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
});

/** Values as they stand in a query, near the edges of what is allowed and beyond. */
const queryValue = oneof(
  string({ unit: 'binary' }),
  integer().map(String),
  double().map(String),
  constantFrom(
    '',
    '0',
    '-0',
    '1e2',
    '100',
    '101',
    '9007199254740993',
    'true',
    'null',
    'a,b',
    ',',
    '\0',
    '%',
    'failed',
  ),
  constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59+00:01', '2026-02-29T00:00:00Z', '2026-01-01'),
);

const someJson = oneof(jsonValue({ stringUnit: 'binary' }), constant(null));

/** A create request with some of its members replaced, left out or added. */
const jobRequest: Arbitrary<unknown> = record(
  {
    type: oneof(constantFrom('demo:run', 'data:import', 'batch', '__proto__'), someJson),
    input: oneof(record({ steps: someJson, result: someJson }, { requiredKeys: [] }), someJson),
    priority: oneof(constantFrom('high', 'normal', 'low'), someJson),
    runAt: oneof(constantFrom('0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59'), someJson),
    maxAttempts: oneof(integer({ min: -1, max: 101 }), someJson),
    timeoutSeconds: oneof(double(), someJson),
    retry: oneof(dictionary(string(), someJson), someJson),
    uniqueKey: string({ unit: 'binary', maxLength: 300 }),
    subject: oneof(record({ type: string({ unit: 'binary' }), id: string({ unit: 'binary' }) }), someJson),
    other: someJson,
  },
  { requiredKeys: ['type'] },
);

/** One segment of a path, whatever it is made of; of dots alone a client would go up or stay, and ask another path. */
const toSegment = (text: string) => encodeURIComponent(text.toWellFormed()).replace(/^\.{0,2}$/, '-');

/** How long a worker is asked to run: it would run for longer than a test may, as there are always jobs here. */
const RUN_SECONDS = 2;
const RUN_SECONDS_DEFAULT = 50;
const RUN_SECONDS_MAX = 280;

/** The same query where `seconds` is refused, as it should be; a brief run in place of a longer one. */
function toBriefRun(query: string): string {
  const parameters = new URLSearchParams(query);
  const seconds = Number(parameters.get('seconds') ?? RUN_SECONDS_DEFAULT);
  if (!(seconds > RUN_SECONDS && seconds <= RUN_SECONDS_MAX)) return query;
  parameters.set('seconds', String(RUN_SECONDS));
  return parameters.toString();
}

function queryOf(parameters: readonly string[]): Arbitrary<string> {
  // A number of seconds that it takes would only keep the test waiting.
  const names = parameters.filter((name) => name !== 'waitSeconds');
  const known =
    names.length === 0 ? constant({}) : dictionary(constantFrom(...names), queryValue, { maxKeys: 4 });
  const any = oneof(
    known.map((values) => new URLSearchParams(values).toString()),
    webQueryParameters(),
  );
  return names.includes('seconds') ? any.map(toBriefRun) : any;
}

test.each(
  sampledOperations
    .filter(({ isStream }) => !isStream)
    .map((one) => [one.operation.operationId, one] as const),
)(
  '%s answers whatever it is asked as the contract says',
  async (_id, { operation, fuzzRuns, pathOf, options }) => {
    const things = oneof(
      constant(own),
      constant(unknownIds()),
      dictionary(constantFrom(...Object.keys(own)), string()),
    );
    const request = record({
      ids: things.map((ids) => ({ ...own, ...ids })),
      query: queryOf(Object.keys(operation.queryKinds)),
      json: oneof(jobRequest, someJson),
    });
    // The credential is good: no 401 or 403.
    const refusals = [400, 404, ...(409 in operation.replies ? [409] : [])];
    const check = asyncProperty(request, async ({ ids, query, json }) => {
      const encoded = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, toSegment(id)]));
      const path = `${pathOf(encoded as PathIds).split('?')[0]}?${query}`;
      const call: CallOptions = operation.bodyKind === 'json' ? { ...options(), json } : options();
      const answer = await api.call(operation.method, path, call);
      if (operation.successStatuses.includes(answer.status)) return;
      expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
      expect(problemSchema.safeParse(answer.body).error).toBeUndefined();
      expect(refusals).toContain(answer.status);
    });
    await assert(check, { numRuns: fuzzRuns ?? REQUESTS_PER_OPERATION });
  },
);
