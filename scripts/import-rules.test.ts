import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { copyWorkspace, type WorkspaceCopy } from './testing/copy-workspace.ts';
import { runCommand } from './testing/run-command.ts';

/** The linter reads the whole tree, on a machine that is busy with other tests. */
const TIMEOUT_MS = 120_000;

/** A file that is planted, what it imports, and what a person reads who tries. */
type Plant = [file: string, imported: string, sentence: RegExp];

const LEAF = /^This package is a leaf/;
const SIDES = /^Client, server and code generation are three sides/;
const ABOVE = /^What a job is and how it moves knows nothing of who runs it/;
const FEATURE = /^A feature is used through its index\.ts/;
const HTTP = /^HTTP ends in \.routes\.ts and \.convert\.ts/;
const SQL = /^SQL belongs in the \.repository\.ts/;
const HONO = /^Hono stays in apps\/api\/src\/http/;
const BEGINNING = /^Where the console begins knows all of it/;
const HANDED_IN = /^Everything is handed in from wiring\.ts/;
const modules = 'apps/api/src/modules';

const plants: Plant[] = [
  ['packages/db/src/x.ts', '@rota/jobs', LEAF],
  ['packages/storage/src/x.ts', '@rota/db', LEAF],
  ['packages/contracts/server/x.ts', '@rota/jobs', LEAF],
  ['packages/contracts/server/x.ts', '../client/index.ts', SIDES],
  ['packages/contracts/client/x.ts', '../server/index.ts', SIDES],
  ['packages/contracts/codegen/x.ts', '../server/job-type.ts', SIDES],
  ['packages/jobs/src/x.ts', '@rota/contracts/server', /^The engine knows rows and their queue alone/],
  ['packages/jobs/src/x.ts', '@rota/storage', /^The engine knows rows and their queue alone/],
  ['packages/jobs/src/x.ts', '@rota/db/testing', /^A room for tests is for tests/],
  ['packages/jobs/src/x.ts', './testing/index.ts', /^A room for tests is for tests/],
  ['packages/jobs/src/x.ts', 'pg-boss', /^Only packages\/jobs\/src\/queue speaks to pg-boss/],
  ['packages/jobs/src/x.ts', './moves/promote.ts', /^Beside the rooms of the engine lies/],
  ['packages/jobs/src/moves/x.ts', '../runner/claim.ts', ABOVE],
  ['packages/jobs/src/validation/x.ts', '../create/job-request.ts', /^Whether JSON can be taken/],
  ['packages/jobs/src/queue/x.ts', '../workers/list-workers.ts', ABOVE],
  ['packages/jobs/src/runner/x.ts', '../perform/performer.ts', ABOVE],
  ['packages/jobs/src/workers/x.ts', '../operators/operator-reads.ts', ABOVE],
  ['packages/bench/src/x.ts', '@rota/contracts/server', /^The benchmark measures the engine/],
  ['packages/bench/src/http/bare-route.ts', '@rota/jobs', /^The bare route takes the schemas/],
  ['apps/api/src/x.ts', '@rota/bench', /^The benchmark measures the product/],
  ['apps/api/src/x.ts', '@rota/contracts/client', /^The SDK is for callers/],
  ['apps/api/src/x.ts', '@rota/db/testing', /^A room for tests is for tests/],
  ['apps/api/src/x.ts', '../test/harness.ts', /^A room for tests is for tests/],
  ['apps/api/src/x.ts', 'undici', /^Connections to other machines/],
  ['apps/api/src/x.ts', './modules/jobs/jobs.service.ts', FEATURE],
  ['apps/api/src/x.ts', './modules/jobs/streams/job-stream.ts', FEATURE],
  ['apps/api/src/http/x.ts', '../modules/jobs/index.ts', /^This room serves every feature and knows none/],
  ['apps/api/src/http/x.ts', 'drizzle-orm', SQL],
  ['apps/api/src/http/x.ts', '../wiring.ts', HANDED_IN],
  ['apps/api/src/errors/x.ts', '../http/problem.ts', HTTP],
  [`${modules}/files/x.ts`, '../jobs/jobs.repository.ts', FEATURE],
  [`${modules}/files/x.ts`, '../jobs/streams/job-stream.ts', FEATURE],
  [`${modules}/files/x.ts`, '@rota/contracts/server', /^Rules and queries know no contract types/],
  [`${modules}/files/x.ts`, '../../http/page.ts', HTTP],
  [`${modules}/files/x.ts`, './files.routes.ts', /^Routes call services/],
  [`${modules}/files/x.routes.ts`, 'hono', HONO],
  [`${modules}/files/x.routes.ts`, 'drizzle-orm', SQL],
  [`${modules}/files/x.convert.ts`, 'pg', SQL],
  [`${modules}/files/x.service.ts`, 'hono', HONO],
  [`${modules}/files/x.service.ts`, 'drizzle-orm', SQL],
  [`${modules}/files/x.service.ts`, '@rota/contracts/server', /^Rules and queries know no contract types/],
  [`${modules}/files/x.service.ts`, '../../http/page.ts', HTTP],
  [`${modules}/files/x.service.ts`, './files.routes.ts', /^Routes call services/],
  [`${modules}/files/x.service.ts`, '../../env.ts', HANDED_IN],
  [`${modules}/files/x.repository.ts`, '@rota/contracts/server', /^Rules and queries know no contract/],
  [`${modules}/files/x.repository.ts`, './files.service.ts', /^A repository answers what it is asked/],
  [`${modules}/files/x.repository.ts`, '../../http/page.ts', HTTP],
  [`${modules}/files/x.errors.ts`, '../../http/problem.ts', HTTP],
  [`${modules}/jobs/streams/x.ts`, '../../files/files.service.ts', FEATURE],
  [`${modules}/jobs/streams/x.ts`, 'drizzle-orm', SQL],
  [`${modules}/jobs/streams/x.repository.ts`, '../../files/files.service.ts', FEATURE],
  [`${modules}/jobs/streams/x.repository.ts`, '../jobs.service.ts', /^A repository answers what it is asked/],
  [`${modules}/jobs/handlers/x.handler.ts`, 'drizzle-orm', SQL],
  [`${modules}/jobs/handlers/x.handler.ts`, '../../files/files.service.ts', FEATURE],
  [`${modules}/jobs/handlers/x.handler.ts`, '../../../http/page.ts', HTTP],
  [`${modules}/jobs/handlers/x.handler.ts`, '../../../env.ts', HANDED_IN],
  ['apps/web/src/x.ts', '@rota/contracts/server', /^The console calls the API through the generated SDK/],
  ['apps/web/src/x.ts', '@rota/db', /^The console calls the API through the generated SDK/],
  ['apps/web/src/components/x.ts', '../features/files/file-table.tsx', /^What features share knows none/],
  ['apps/web/src/components/x.ts', '../routes/root.route.tsx', /^Routes put features on a page/],
  ['apps/web/src/features/files/x.ts', '../../routes/root.route.tsx', /^Routes put features on a page/],
  ['apps/web/src/features/files/x.ts', '../../live/append-lines.ts', /^Streams belong to routes/],
  ['apps/web/src/components/x.ts', '../live/append-lines.ts', /^Streams belong to routes/],
  ['apps/web/src/features/files/x.ts', '../../session.ts', BEGINNING],
  ['apps/web/src/components/x.ts', '../session.ts', BEGINNING],
  ['apps/web/src/live/x.ts', '../session.ts', BEGINNING],
  ['apps/web/src/features/files/x.ts', '@tanstack/react-query', /^Routes fetch and mutate/],
  ['apps/web/src/features/files/x.ts', '@rota/contracts/client', /^Routes fetch and mutate/],
];

/** Each in a file of its own, so that no sentence stands for another. */
const refused = plants.map(([file, imported, sentence], index): Plant => [
  file.replace('/x.', `/x${index}.`),
  imported,
  sentence,
]);

/** Other sources than a plain import. */
const refusedSources: [what: string, file: string, source: string, sentence: RegExp][] = [
  [
    'reads the environment',
    'apps/api/src/y1.ts',
    "export const x = process.env['X'];",
    /^Only env\.ts reads/,
  ],
  ['imports the environment', 'apps/api/src/y2.ts', "export { env } from 'node:process';", /^Only env\.ts/],
  ['calls fetch', 'apps/api/src/y3.ts', "export const x = () => fetch('x');", /Connections to other/],
  ['opens a socket', 'apps/api/src/y4.ts', "export { connect } from 'node:net';", /^Connections to other/],
  [
    'takes the table of jobs in a handler',
    `${modules}/jobs/handlers/y.handler.ts`,
    "export { jobs } from '@rota/db';",
    /^The engine moves the rows of jobs/,
  ],
  ['is one of two that import each other', 'packages/jobs/src/y1.ts', "export * from './y2.ts';", /cycle/],
  [
    'is one of two whose types import each other',
    'packages/jobs/src/y3.ts',
    "import type { B } from './y4.ts';\nexport type A = B[];",
    /cycle/,
  ],
];
const otherHalves: [file: string, source: string][] = [
  ['packages/jobs/src/y2.ts', "export * from './y1.ts';"],
  ['packages/jobs/src/y4.ts', "import type { A } from './y3.ts';\nexport type B = { a: A };"],
];

/** What is refused as seen from the package, whatever the linter says. */
const leaving: [file: string, imported: string, says: RegExp][] = [
  ['packages/db/src/x.ts', '@rota/jobs', /cannot import package `@rota\/jobs`/],
  ['apps/web/src/x.ts', '@rota/db', /cannot import package `@rota\/db`/],
  ['apps/api/src/z.ts', '../../../packages/bench/src/measure.ts', /measure\.ts` leaves the package/],
  ['packages/jobs/src/z.ts', '../../db/src/client.ts', /client\.ts` leaves the package/],
];

let workspace: WorkspaceCopy;
/** The sentences that were said of each file. */
let sentences: Map<string, string[]>;
let boundaries: string;

beforeAll(() => {
  workspace = copyWorkspace();
  for (const [file, imported] of [...refused, ...leaving]) plant(file, `import '${imported}';`);
  for (const [, file, source] of refusedSources) plant(file, source);
  for (const [file, source] of otherHalves) plant(file, source);
  const files = [...refused.map(([file]) => file), ...refusedSources.map(([, file]) => file)];
  sentences = lint(files);
  boundaries = runCommand(workspace, 'turbo', 'boundaries', '--no-color').output;
}, TIMEOUT_MS);
afterAll(() => rmSync(workspace.root, { recursive: true }));

function plant(file: string, source: string): void {
  mkdirSync(dirname(join(workspace.root, file)), { recursive: true });
  writeFileSync(join(workspace.root, file), `${source}\n`);
}

function lint(files: string[]): Map<string, string[]> {
  const { output } = runCommand(workspace, 'oxlint', '--format', 'json', ...files);
  const { diagnostics } = JSON.parse(output) as {
    diagnostics: { filename: string; message: string; help: string }[];
  };
  const byFile = Map.groupBy(diagnostics, ({ filename }) => filename);
  return new Map(
    [...byFile].map(([file, found]) => [file, found.flatMap(({ help, message }) => [help, message])]),
  );
}

describe('the linter', () => {
  test.each(refused)('refuses that %s imports %s', (file, _imported, sentence) => {
    expect(sentences.get(file)).toContainEqual(expect.stringMatching(sentence));
  });

  test.each(refusedSources)('refuses a file that %s', (_what, file, _source, sentence) => {
    expect(sentences.get(file)).toContainEqual(expect.stringMatching(sentence));
  });
});

describe('the boundaries of packages', () => {
  test.each(leaving)('refuse that %s imports %s', (_file, _imported, says) => {
    expect(boundaries).toMatch(says);
  });
});
