/**
 * Fails when the schema of packages/db says more, or less, than its migrations. Lets drizzle-kit write the next
 * migration into a copy of the folder, so that the tree stays untouched; no database is needed.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const PACKAGE = resolve(import.meta.dirname, '../packages/db');

const scratch = mkdtempSync(join(tmpdir(), 'rota-migrations-'));
try {
  cpSync(join(PACKAGE, 'migrations'), scratch, { recursive: true });
  const target = ['--dialect', 'postgresql', '--out', relative(PACKAGE, scratch)];
  drizzleKit('check', target);
  const output = drizzleKit('generate', [...target, '--schema', './src/schema/index.ts']);
  // Its word, not the absence of a new file: where it would ask about a rename, it ends with 0 and writes nothing.
  if (!output.includes('No schema changes')) {
    throw new Error(
      'The schema has changed since the last migration. Run `pnpm db:generate`, read what it wrote, commit it.',
    );
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(scratch, { recursive: true });
}

function drizzleKit(command: 'check' | 'generate', args: string[]): string {
  const { status, error, stdout, stderr } = spawnSync(
    join(PACKAGE, 'node_modules/.bin/drizzle-kit'),
    [command, ...args],
    { cwd: PACKAGE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  if (error) throw error;
  if (status !== 0) throw new Error(`drizzle-kit ${command} failed.\n${stdout}${stderr}`);
  return stdout;
}
