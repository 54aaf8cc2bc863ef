/**
 * Which file may import what, by the room it lies in (docs/architecture.md), each refusal with the sentence that a
 * person reads who tries. Packages are also held apart by turbo.json, which sees paths that leave a package.
 */

/** What is refused: an import whose source fits `regex`, of these names if it names some. */
interface Refusal {
  regex: string;
  message: string;
  importNames?: string[];
  /** Types may be imported all the same. */
  allowTypeImports?: boolean;
}

/** The rules of a linter's override. */
interface ImportOverride {
  files: string[];
  rules: { 'no-restricted-imports': ['error', { patterns: Refusal[] }] };
}

/** Of `process`, what only env.ts reads. */
export const environment = {
  regex: '^(node:)?process$',
  importNames: ['env'],
  message:
    'Only env.ts reads the environment: there each value has a schema, a default and a sentence. Take it as an argument.',
};

/** What opens connections and nothing else. */
export const outgoing = {
  regex: '^(undici|axios|got|node-fetch)(/.*)?$',
  message:
    'Connections to other machines are opened in apps/api/src/outbound only: there they are checked against internal addresses.',
};

/** Of the modules that serve as well, what opens a connection. */
const outgoingSockets = {
  regex: '^(node:)?(http|https|http2|net|tls|dgram)$',
  importNames: [
    'default',
    'request',
    'get',
    'Agent',
    'connect',
    'createConnection',
    'Socket',
    'TLSSocket',
    'createSocket',
  ],
  message: outgoing.message,
};
const pgBoss = {
  regex: '^(pg-boss|@pg-boss/.*)$',
  message:
    'Only packages/jobs/src/queue speaks to pg-boss: the queue is the doorbell, the row is the truth. Use @rota/jobs.',
};
const hono = {
  regex: '^(hono|@hono/[^/]+)(/.*)?$',
  message:
    'Hono stays in apps/api/src/http and app.ts: routes map contract input to a service and know no framework.',
};
const testRooms = {
  regex: '^@rota/[a-z]+/testing$|^\\.\\.?/(.+/)?(test|testing|e2e)/',
  message: 'A room for tests is for tests: what the program needs lies beside the program.',
};

// Packages.
const leaf = {
  regex: '^@rota/',
  message: 'This package is a leaf: the others build on it, so it imports none of them.',
};
const aroundEngine = {
  regex: '^@rota/(api|bench|cli|contracts|recurrence|storage|web)(/.*)?$',
  message: 'The engine knows rows and their queue alone: contract, files and programs are handed in.',
};
const aroundBench = {
  regex: '^@rota/(api|cli|contracts|recurrence|storage|web)(/.*)?$',
  message:
    'The benchmark measures the engine without the programs around it: import @rota/jobs and @rota/db.',
};
/** What validates as the API does. */
const aroundBareRoute = {
  regex: '^@rota/(api|cli|jobs|recurrence|storage|web|contracts$|contracts/client)(/.*)?$',
  message: 'The bare route takes the schemas of the contract and a connection, and nothing else of Rota.',
};
const otherSide = {
  regex: '^(\\.\\./)+(client|server|codegen)/',
  message:
    'Client, server and code generation are three sides of the contract: they share what is generated from it, and nothing else.',
};
/** The only package that the console imports. */
export const aroundSdk = {
  regex: '^@rota/(api|bench|cli|db|jobs|recurrence|storage|contracts$|contracts/server|contracts/openapi)',
  message: 'The console calls the API through the generated SDK alone: import @rota/contracts/client.',
};

// Rooms of the engine.
/** Those that put the others together, the lowest first. Each knows what is below, and is known above alone. */
const assemblingRooms = ['runner', 'perform', 'workers', 'operators'];
/** As seen from a room: those that stand above it. */
const roomsAbove = (room?: string): Refusal => ({
  regex: `^\\.\\./(${assemblingRooms.slice(assemblingRooms.indexOf(room ?? '') + 1).join('|')})/`,
  message:
    'What a job is and how it moves knows nothing of who runs it: take what you need as an argument, and let workers hand it in.',
});
/** As seen from what lies beside the rooms. */
const anyRoom = {
  regex: '^\\./[a-z-]+/',
  message: 'Beside the rooms of the engine lies what all of them stand on: it knows none.',
};
const anyOtherRoom = {
  regex: '^\\.\\./[a-z-]+/',
  message: 'Whether JSON can be taken depends on no job: this room knows no other.',
};

// Rooms of the API.
const contractClient = {
  regex: '^@rota/contracts/client(/.*)?$',
  message: 'The SDK is for callers of the API; the API itself uses @rota/contracts/server.',
};
const bench = {
  regex: '^@rota/bench(/.*)?$',
  message: 'The benchmark measures the product; nothing of the product imports it.',
};
/** A file that is not the index of its folder, written out: the linter's expressions cannot look ahead. */
const notIndex = '([^i/]|i[^n/]|in[^d/]|ind[^e/]|inde[^x/]|index[^./])[^/]*$';
const inFeature = {
  regex: `/modules/[a-z-]+/([a-z-]+/)?${notIndex}`,
  message: "A feature is used through its index.ts: what that does not export is the feature's own.",
};
/** As seen from a feature, and from a folder within one. */
const inOtherFeature = {
  regex: `^\\.\\./[a-z-]+/([a-z-]+/)?${notIndex}`,
  message: inFeature.message,
};
const inOtherFeatureOfFolder = {
  regex: `^\\.\\./\\.\\./[a-z-]+/([a-z-]+/)?${notIndex}`,
  message: inFeature.message,
};
const anyModule = {
  regex: '/modules/',
  message: 'This room serves every feature and knows none: wiring.ts hands in what it needs of them.',
};
const assembly = {
  regex: '^(\\.\\./)+(env|env-values|wiring|connections)\\.ts$',
  message: 'Everything is handed in from wiring.ts: take what you need as an argument of createX(deps).',
};
const sql = {
  regex: '^(drizzle-orm|pg)(/.*)?$',
  message: 'SQL belongs in the .repository.ts of the module: this file holds no queries.',
};
const jobsTables = {
  regex: '^@rota/db$',
  importNames: ['jobs', 'jobRuns', 'jobLogs'],
  message: 'The engine moves the rows of jobs: a handler returns, throws, or asks its context.',
};
const contract = {
  regex: '^@rota/contracts(/.*)?$',
  message:
    'Rules and queries know no contract types: .routes.ts and .convert.ts translate, so that both outlive the API.',
};
const httpRoom = {
  regex: '^(\\.\\./)+http/',
  message: 'HTTP ends in .routes.ts and .convert.ts: rules hold for jobs and commands as well.',
};
const callers = {
  regex: '\\.(routes|service)\\.ts$',
  message: 'A repository answers what it is asked: the service decides, and calls it.',
};
const routesFile = {
  regex: '\\.routes\\.ts$',
  message: 'Routes call services: the other way round a rule would depend on how it is reached.',
};

// Rooms of the console.
/** As seen from a room, and from a folder within one. */
const beginning = {
  regex: '^\\.\\./[^/]+\\.tsx?$',
  message:
    'Where the console begins knows all of it, and nothing but routes knows where it begins: take props.',
};
const beginningOfFolder = { regex: '^\\.\\./\\.\\./[^/]+\\.tsx?$', message: beginning.message };
const pages = {
  regex: '^(\\.\\./)+routes/',
  message: 'Routes put features on a page and hand them what they show: nothing beneath knows a route.',
};
const features = {
  regex: '^(\\.\\./)+features/',
  message: 'What features share knows none of them: take props.',
};
const streams = {
  regex: '^(\\.\\./)+live/',
  allowTypeImports: true,
  message:
    'Streams belong to routes, which hand on what comes of them: take props, and types of live/ alone.',
};
const fetching = {
  regex: '^(@tanstack/react-query|@rota/contracts/client)(/.*)?$',
  allowTypeImports: true,
  message: 'Routes fetch and mutate; features and components take props, and types of the SDK alone.',
};

const withPgBoss = [environment, outgoing, outgoingSockets, testRooms, hono];
const inPackages = [...withPgBoss, pgBoss];
const inEngine = [...inPackages, aroundEngine];
const everywhere = [environment, pgBoss, outgoing, outgoingSockets, testRooms];
const inApi = [...everywhere, contractClient, bench, inFeature];
const inModules = [...inApi, hono, assembly, inOtherFeature];
const inFolders = [...inApi, hono, assembly, inOtherFeatureOfFolder];
const inHandlers = [...inFolders, sql];
/** Whatever no other role is given: services, the parts of them, errors. */
const aroundServices = [sql, contract, httpRoom, routesFile];
const aroundRepositories = [contract, httpRoom, callers];
const inWeb = [...inPackages, aroundSdk];
const inComponents = [...inWeb, beginning, pages, features, streams];

const refuse = (files: string[], refusals: Refusal[]): ImportOverride => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns: refusals }] },
});

/** A later entry replaces an earlier one for the files that both name: linters do not add up options. */
export const importRules: ImportOverride[] = [
  refuse(['**'], inPackages),
  refuse(['packages/{db,storage}/**'], [...inPackages, leaf]),
  refuse(['packages/contracts/**'], [...inPackages, leaf, otherSide]),
  refuse(['packages/jobs/**'], inEngine),
  refuse(['packages/jobs/src/*.ts'], [...inEngine, anyRoom]),
  // What the package hands out, and what enters a transaction that only the queue's library can.
  refuse(['packages/jobs/src/{index,engine-transaction}.ts'], inEngine),
  refuse(['packages/jobs/src/*/**'], [...inEngine, roomsAbove()]),
  ...assemblingRooms.map((room) => refuse([`packages/jobs/src/${room}/**`], [...inEngine, roomsAbove(room)])),
  refuse(['packages/jobs/src/validation/**'], [...inEngine, anyOtherRoom]),
  refuse(['packages/jobs/src/queue/**'], [...withPgBoss, aroundEngine, roomsAbove()]),
  refuse(['packages/bench/**'], [...inPackages, aroundBench]),
  // What Rota is measured against: through @rota/jobs it would be no comparison.
  refuse(['packages/bench/src/raw-pg-boss.ts'], [...withPgBoss, aroundBench]),
  refuse(
    ['packages/bench/src/http/bare-route.ts'],
    [environment, outgoing, testRooms, pgBoss, aroundBareRoute],
  ),

  refuse(['apps/api/**'], [...inApi, hono, sql]),
  refuse(['apps/api/src/http/**'], [...inApi, assembly, anyModule, sql]),
  refuse(['apps/api/src/app.ts'], [...inApi, sql]),
  refuse(['apps/api/src/outbound/**'], [environment, pgBoss, testRooms, hono, contractClient, bench, sql]),
  refuse(['apps/api/src/errors/**'], [...inApi, hono, assembly, sql, httpRoom, anyModule]),
  refuse(['apps/api/src/modules/**'], [...inModules, ...aroundServices]),
  refuse(['apps/api/src/modules/**/*.{routes,convert}.ts'], [...inModules, sql]),
  refuse(['apps/api/src/modules/*/index.ts'], [...inModules, sql, contract, httpRoom]),
  refuse(['apps/api/src/modules/*/*.repository.ts'], [...inModules, ...aroundRepositories]),
  refuse(['apps/api/src/modules/*/*/**'], [...inFolders, ...aroundServices]),
  refuse(['apps/api/src/modules/*/*/*.repository.ts'], [...inFolders, ...aroundRepositories]),
  refuse(['apps/api/src/modules/jobs/handlers/**'], inHandlers),
  refuse(['apps/api/src/modules/**/*.handler.ts'], [...inHandlers, jobsTables, httpRoom, routesFile]),

  refuse(['apps/web/**'], inWeb),
  refuse(['apps/web/src/features/**'], [...inWeb, beginningOfFolder, pages, streams, fetching]),
  refuse(['apps/web/src/components/**'], [...inComponents, fetching]),
  // Tells what the SDK threw from what it did not: by the SDK's own word.
  refuse(['apps/web/src/components/failure.ts'], inComponents),
  refuse(['apps/web/src/live/**'], [...inWeb, beginning, pages, features]),
];

/** Tests look into every room; the queue's own speak to pg-boss, to see what it was told. */
export const importRulesOfTests: ImportOverride[] = [
  refuse(['**/*.test.ts', '**/*.test.tsx', '**/test/**', '**/testing/**', '**/e2e/**'], [pgBoss]),
  refuse(['packages/{jobs,bench}/{src,test}/**/*.test.ts'], []),
];
