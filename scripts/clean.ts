/**
 * `pnpm clean` removes what builds and tools have written; `pnpm clean --data` also the data folder `.rota`, that
 * is the embedded database and the uploaded files of this checkout. It asks nothing; source and node_modules stay.
 * The data of a running server is left alone.
 */
import { globSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = resolve(import.meta.dirname, '..');
const BUILD_OUTPUT = ['{apps,packages}/*/dist', '{.,apps/*,packages/*}/{.turbo,coverage,*.tsbuildinfo}'];
const DATA = '.rota';

const { values } = parseArgs({ options: { data: { type: 'boolean', default: false } } });

// `Ctrl-C` leaves no such file; a server that still runs would go on writing into removed files.
const server = globSync(`${DATA}/**/postmaster.pid`, { cwd: ROOT })[0];
if (values.data && server !== undefined) {
  console.error(`PostgreSQL seems to run on ${DATA}: end Rota first. If it does not run, remove ${server}.`);
  process.exit(1);
}

for (const path of globSync(values.data ? [...BUILD_OUTPUT, DATA] : BUILD_OUTPUT, { cwd: ROOT })) {
  rmSync(join(ROOT, path), { recursive: true });
  console.log(`Removed ${path}`);
}
