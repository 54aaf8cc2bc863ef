import { resolve } from 'node:path';

import { describe, expect, test } from 'vitest';

import { EnvError, readEnv, readProcessEnv, toEnvironment } from './env.ts';

const url = 'postgres://rota:secret@db.example:5432/rota';

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof EnvError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  test('has a default for everything', () => {
    expect(readEnv({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: resolve('.rota'),
      roles: new Set(['api', 'worker']),
      workerConcurrency: 5,
      workerQueues: null,
      environment: 'production',
      region: null,
      shutdownGraceSeconds: 20,
      isDemo: true,
      nodeEnv: 'production',
      logLevel: 'info',
    });
  });

  test('reports every problem at once: the name, what is wrong, what to do', () => {
    const problems = problemsOf(() =>
      readEnv({
        PORT: '70000',
        HOST: 'a b',
        DATABASE_URL: 'mysql://rota:secret@db.example/rota',
        PROCESS_ROLE: 'api,cook',
        WORKER_CONCURRENCY: 'many',
        WORKER_QUEUES: 'Default;mail',
        SHUTDOWN_GRACE_SECONDS: '-1',
        ROTA_DEMO: 'yes',
        LOG_LEVEL: 'loud',
      }),
    );
    expect(problems).toEqual([
      'PORT is "70000": give a whole number from 1 to 65535, or leave it out for 3000.',
      'HOST is "a b": give an address or a host\'s name, or leave it out for 127.0.0.1.',
      'DATABASE_URL is not the URL of a PostgreSQL database: write postgres://user:password@host:5432/database.',
      'PROCESS_ROLE is "api,cook": give api, worker, both with a comma, or all.',
      'WORKER_CONCURRENCY is "many": give a whole number from 1 to 500, or leave it out for 5.',
      'WORKER_QUEUES is "Default;mail": give names with a comma between them, for example default,mail.',
      'SHUTDOWN_GRACE_SECONDS is "-1": give a whole number from 0 to 3600, or leave it out for 20.',
      'ROTA_DEMO is "yes": give on or off.',
      'LOG_LEVEL is "loud": give one of trace, debug, info, warn, error, fatal, silent, or leave it out for info.',
    ]);
  });

  test('takes addresses and names as HOST', () => {
    for (const HOST of ['0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'api_1.internal.', 'x']) {
      expect(readEnv({ HOST }).host).toBe(HOST);
    }
    for (const HOST of ['http://localhost', '[::1]', 'localhost:3000', '-a', 'a/b', 'ä']) {
      expect(problemsOf(() => readEnv({ HOST }))).toHaveLength(1);
    }
  });

  test('never shows a password, whatever is wrong with its URL', () => {
    const problems = problemsOf(() => readEnv({ DATABASE_URL: 'postgres//rota:hunter2@db/rota' }));
    expect(problems).toHaveLength(1);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('counts an empty variable as left out', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: ' ', ROTA_DEMO: '' })).toMatchObject({
      port: 3000,
      databaseUrl: null,
    });
  });

  test('takes the bounds of a number and nothing beyond', () => {
    expect(readEnv({ PORT: '1' }).port).toBe(1);
    expect(readEnv({ PORT: '65535' }).port).toBe(65_535);
    for (const PORT of ['0', '65536', '3000.5', '3e3', '0x10', '-1']) {
      expect(problemsOf(() => readEnv({ PORT }))).toHaveLength(1);
    }
  });

  test('has the demo on by default only with the embedded server', () => {
    expect(readEnv({}).isDemo).toBe(true);
    expect(readEnv({ ROTA_DEMO: 'off' }).isDemo).toBe(false);
    expect(readEnv({ DATABASE_URL: url }).isDemo).toBe(false);
    expect(readEnv({ DATABASE_URL: url, ROTA_DEMO: 'on' }).isDemo).toBe(true);
  });

  test('knows roles by a list or by all', () => {
    const rolesOf = (PROCESS_ROLE: string) => [...readEnv({ PROCESS_ROLE }).roles];
    expect(rolesOf('worker')).toEqual(['worker']);
    expect(rolesOf('worker, api')).toEqual(['api', 'worker']);
    expect(rolesOf('all')).toEqual(['api', 'worker']);
  });

  test('refuses the other logins without the owner, since they would lead past the embedded server', () => {
    const problems = problemsOf(() => readEnv({ DATABASE_APP_URL: url, PORT: 'x' }));
    expect(problems).toHaveLength(2);
    expect(problems[1]).toMatch(/^DATABASE_APP_URL is given without DATABASE_URL/);
  });

  test('takes a PostgreSQL URL with a socket folder', () => {
    expect(
      readEnv({ DATABASE_URL: 'postgres://rota@/rota?host=/run/postgresql' }).databaseUrl,
    ).not.toBeNull();
  });

  test('of a process needs a database, and says so beside everything else', () => {
    for (const DATABASE_URL of [undefined, '', '  ']) {
      expect(problemsOf(() => readProcessEnv({ PORT: 'x', DATABASE_URL }))).toEqual([
        expect.stringMatching(/^PORT /),
        expect.stringMatching(/^DATABASE_URL is missing/),
      ]);
    }
    expect(readProcessEnv({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  test('reaches a child process as it is', () => {
    const env = readEnv({
      PORT: '4000',
      PROCESS_ROLE: 'worker',
      ROTA_DATA_DIR: '/tmp/rota data',
      ROTA_DEMO: 'off',
    });
    expect(readEnv(toEnvironment(env, {}))).toEqual(env);
    const given = readEnv({ DATABASE_URL: url, DATABASE_ENGINE_URL: url });
    expect(readEnv(toEnvironment(given, { PORT: '1' }))).toEqual(given);
  });
});
