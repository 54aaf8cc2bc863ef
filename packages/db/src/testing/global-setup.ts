import type { TestProject } from 'vitest/node';
import { startTestServer } from './test-server.ts';

/**
 * Starts the server of a test run, before the first test file and once. `TEST_POSTGRES=15` runs the tests on the oldest
 * supported version; `TEST_DATABASE_URL` uses a server that is given, by a login that may create databases and roles.
 * An empty variable counts as left out.
 *
 * @returns what ends it again.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const binaries = process.env['TEST_POSTGRES'] || '18';
  if (binaries !== '15' && binaries !== '18') throw new Error('TEST_POSTGRES is 15 or 18');
  const server = await startTestServer({ binaries, givenUrl: process.env['TEST_DATABASE_URL'] });
  project.provide('testServer', { url: server.url, prefix: server.prefix });
  return () => server.stop();
}
