import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Two cores are what the smallest machine this is built on has; a third of the tests' time is waiting.
const workersMax = 3;

// What every process of the program loads first makes its packages load in a third of the time.
const BOOT = ['--require', join(import.meta.dirname, 'apps/api/src/boot.cjs')];

const nodeProject = (name: string, root: string) => ({
  test: {
    name,
    root,
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/e2e/**', '**/chaos/**'],
    pool: 'forks' as const,
    // Test files change nothing that others see; loading all modules anew for each took a fifth of the time.
    isolate: false,
    execArgv: BOOT,
    // A test that waits for a signal which does not come says so long before the run is given up.
    testTimeout: 45_000,
    hookTimeout: 60_000,
    // What a busy machine does late is late, and not wrong.
    expect: { poll: { timeout: 15_000 } },
  },
});

/** Begins with the files that take longest by far: begun in their turn, they would be waited for. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLongest = ({ moduleId }: TestSpecification) =>
      /\/(followed-pages|accessibility)\.test\.ts$/.test(moduleId);
    // oxlint-disable-next-line unicorn/no-array-sort -- not an array's: the sequencer's own
    const sorted = await super.sort(files);
    return [...sorted.filter(isLongest), ...sorted.filter((file) => !isLongest(file))];
  }
}

/** Every test of the repository; `vitest run --project <name>` runs those of one room. */
export default defineConfig({
  test: {
    // One PostgreSQL for the whole run; test files copy their databases from its templates.
    globalSetup: ['./packages/db/src/testing/global-setup.ts'],
    maxWorkers: workersMax,
    sequence: { sequencer: LongestFirst },
    projects: [
      ...readdirSync('packages').map((name) => nodeProject(name, `packages/${name}`)),
      nodeProject('api', 'apps/api'),
      nodeProject('web', 'apps/web'),
      nodeProject('scripts', 'scripts'),
      {
        test: {
          name: 'chaos',
          root: 'apps/api',
          include: ['test/chaos/**/*.test.ts'],
          pool: 'forks',
          execArgv: BOOT,
          // By themselves: what is measured in seconds needs the machine.
          sequence: { groupOrder: 2 },
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'e2e',
          root: 'apps/web',
          include: ['e2e/**/*.test.ts'],
          pool: 'forks',
          // The files of a process share a product and a browser, which are at it together with them.
          isolate: false,
          // After the others.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
