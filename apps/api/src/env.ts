import { resolve } from 'node:path';

import type { Retention } from '@rota/jobs';
import { z } from 'zod';

import {
  flag,
  hostName,
  label,
  names,
  oneOf,
  postgresUrl,
  processRoles,
  text,
  wholeNumber,
  token,
} from './env-values.ts';

/** The data folder of who does not say another, relative to the working directory. */
export const DATA_DIR_DEFAULT = '.rota';

/**
 * Every variable this program reads, with what it means, its unit and its default. An empty one counts as left out.
 */
const variables = z.object({
  PORT: wholeNumber({ min: 1, max: 65_535, fallback: 3_000 }).describe(
    'TCP port of API and console. In development the console is on the next one.',
  ),
  HOST: hostName({ fallback: '127.0.0.1' }).describe(
    'Address the API listens on. The default is reached from this machine only; 0.0.0.0 (or ::) is reached from others.',
  ),
  DATABASE_URL: postgresUrl().describe(
    'PostgreSQL 15 or newer, as the owner of the tables. Left out: an embedded server in ROTA_DATA_DIR.',
  ),
  DATABASE_APP_URL: postgresUrl().describe(
    'The same database as rota_app. Left out: made from DATABASE_URL.',
  ),
  DATABASE_ENGINE_URL: postgresUrl().describe(
    'The same database as rota_engine. Left out: made from DATABASE_URL.',
  ),
  ROTA_DATA_DIR: text({ fallback: DATA_DIR_DEFAULT }).describe(
    'Folder of uploaded files, demo.json and the embedded server; relative to the working directory. API and workers share it.',
  ),
  PROCESS_ROLE: processRoles().describe(
    'What runs here: api, worker, both (comma list), or all. Default all.',
  ),
  WORKER_CONCURRENCY: wholeNumber({ min: 1, max: 500, fallback: 5 }).describe(
    'Jobs one worker runs at once, over all queues.',
  ),
  WORKER_QUEUES: names().describe(
    'The queues a worker serves (comma list). Left out: all. Types share the queue default unless they declare one.',
  ),
  ROTA_ENVIRONMENT: label().describe(
    'What this installation is called, for operators: production, staging. Default: NODE_ENV.',
  ),
  ROTA_REGION: label().describe('Where this process runs, for operators. Default: not said.'),
  OPERATOR_TOKEN: token({ mustBeStrong: true }).describe(
    'Opens /v1/system to operators, as a bearer token. Left out: closed. The demo makes one and writes it into demo.json.',
  ),
  WORKER_SECRET_TOKEN: token({ mustBeStrong: false }).describe(
    'Opens /v1/system/worker/run, and health, to a host that calls workers. Left out, or weak in production: closed.',
  ),
  SHUTDOWN_GRACE_SECONDS: wholeNumber({ min: 0, max: 3_600, fallback: 20 }).describe(
    'Seconds that jobs and requests in hand have to end at a shutdown before they are aborted.',
  ),
  RETENTION_COMPLETED_DAYS: wholeNumber({ min: 0, max: 36_500, fallback: 30 }).describe(
    'Days a completed job is kept, with its log and runs. A type may have a time of its own.',
  ),
  RETENTION_CANCELLED_DAYS: wholeNumber({ min: 0, max: 36_500, fallback: 30 }).describe(
    'Days a cancelled job is kept.',
  ),
  RETENTION_FAILED_DAYS: wholeNumber({ min: 0, max: 36_500, fallback: 90 }).describe(
    'Days a failed job is kept: as long as somebody may want to look at it, or retry it.',
  ),
  ROTA_DEMO: flag().describe(
    'on or off: the demo organisation and the job type demo:run. Default: on with the embedded server, else off.',
  ),
  NODE_ENV: oneOf(['production', 'development', 'test'], 'production').describe(
    'Outside production every response is checked against the contract.',
  ),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'info').describe(
    'The least severe log lines that are written.',
  ),
  LOG_FORMAT: oneOf(['auto', 'json', 'text'], 'auto').describe(
    'json: one object a line. text: for people. auto: text on a terminal, json elsewhere.',
  ),
});

/** What a process can be: it serves the API and the console, or runs jobs, or both. */
export type ProcessRole = 'api' | 'worker';

/** The configuration, checked and with its defaults. */
export type Env = {
  port: number;
  host: string;
  /** Null: use the embedded server. */
  databaseUrl: string | null;
  databaseAppUrl: string | null;
  databaseEngineUrl: string | null;
  /** Absolute. */
  dataDir: string;
  roles: ReadonlySet<ProcessRole>;
  workerConcurrency: number;
  /** Null: all. */
  workerQueues: readonly string[] | null;
  /** The installation's name. */
  environment: string;
  /** Where the process runs; null: not said. */
  region: string | null;
  /** Strong. Null: operators have none. */
  operatorToken: string | null;
  /** As it was given: see `usableTokens`. */
  workerSecretToken: string | null;
  shutdownGraceSeconds: number;
  /** Days after its end that a job is kept. */
  retention: Retention;
  isDemo: boolean;
  nodeEnv: 'production' | 'development' | 'test';
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  logFormat: 'auto' | 'json' | 'text';
};

/** The configuration of a process that uses a server that is there. */
export type ProcessEnv = Env & { databaseUrl: string };

/** The configuration cannot be used; the message names every problem, a line each, and holds no value that is secret. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
    super([`The configuration has ${count}:`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the environment: the only place that does.
 * @throws EnvError with all problems at once, each with the name, what is wrong and what to do
 */
export function readEnv(environment: NodeJS.ProcessEnv = process.env): Env {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim() !== ''));
  const read = variables.safeParse(given);
  const problems = read.success ? [] : read.error.issues.map(toProblem);
  problems.push(...findLoneUrls(given), ...findSharedToken(given));
  if (!read.success || problems.length > 0) throw new EnvError(problems);

  const values = read.data;
  return {
    port: values.PORT,
    host: values.HOST,
    databaseUrl: values.DATABASE_URL ?? null,
    databaseAppUrl: values.DATABASE_APP_URL ?? null,
    databaseEngineUrl: values.DATABASE_ENGINE_URL ?? null,
    dataDir: resolve(values.ROTA_DATA_DIR),
    roles: values.PROCESS_ROLE,
    workerConcurrency: values.WORKER_CONCURRENCY,
    workerQueues: values.WORKER_QUEUES ?? null,
    environment: values.ROTA_ENVIRONMENT ?? values.NODE_ENV,
    region: values.ROTA_REGION ?? null,
    operatorToken: values.OPERATOR_TOKEN ?? null,
    workerSecretToken: values.WORKER_SECRET_TOKEN ?? null,
    shutdownGraceSeconds: values.SHUTDOWN_GRACE_SECONDS,
    retention: {
      completed: values.RETENTION_COMPLETED_DAYS,
      cancelled: values.RETENTION_CANCELLED_DAYS,
      failed: values.RETENTION_FAILED_DAYS,
    },
    isDemo: values.ROTA_DEMO ?? values.DATABASE_URL === undefined,
    nodeEnv: values.NODE_ENV,
    logLevel: values.LOG_LEVEL,
    logFormat: values.LOG_FORMAT,
  };
}

/**
 * The same for a process that does not bring up a server of its own.
 * @throws EnvError also when DATABASE_URL is missing
 */
export function readProcessEnv(environment: NodeJS.ProcessEnv = process.env): ProcessEnv {
  const missing =
    'DATABASE_URL is missing: give the URL of a PostgreSQL server, or run `pnpm start`, which brings one.';
  let env: Env;
  try {
    env = readEnv(environment);
  } catch (error) {
    if (!(error instanceof EnvError) || environment['DATABASE_URL']?.trim()) throw error;
    throw new EnvError([...error.problems, missing]);
  }
  if (env.databaseUrl === null) throw new EnvError([missing]);
  return { ...env, databaseUrl: env.databaseUrl };
}

/**
 * The environment of a process that is to run with `env`: what was inherited, with every variable of ours spelt out, so
 * that defaults and the working directory cannot make a difference.
 */
export function toEnvironment(env: Env, inherited: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const urls = {
    DATABASE_URL: env.databaseUrl,
    DATABASE_APP_URL: env.databaseAppUrl,
    DATABASE_ENGINE_URL: env.databaseEngineUrl,
  };
  return {
    ...inherited,
    ...Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, url ?? ''])),
    PORT: String(env.port),
    HOST: env.host,
    ROTA_DATA_DIR: env.dataDir,
    PROCESS_ROLE: [...env.roles].join(','),
    WORKER_CONCURRENCY: String(env.workerConcurrency),
    WORKER_QUEUES: (env.workerQueues ?? []).join(','),
    ROTA_ENVIRONMENT: env.environment,
    ROTA_REGION: env.region ?? '',
    OPERATOR_TOKEN: env.operatorToken ?? '',
    WORKER_SECRET_TOKEN: env.workerSecretToken ?? '',
    SHUTDOWN_GRACE_SECONDS: String(env.shutdownGraceSeconds),
    RETENTION_COMPLETED_DAYS: String(env.retention.completed),
    RETENTION_CANCELLED_DAYS: String(env.retention.cancelled),
    RETENTION_FAILED_DAYS: String(env.retention.failed),
    ROTA_DEMO: env.isDemo ? 'on' : 'off',
    NODE_ENV: env.nodeEnv,
    LOG_LEVEL: env.logLevel,
    LOG_FORMAT: env.logFormat,
  };
}

/** The environment of the console's development server. */
export function toConsoleEnvironment(
  env: Env,
  inherited: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  return { ...inherited, NODE_ENV: 'development', ROTA_API_PORT: String(env.port) };
}

function toProblem(issue: { path: PropertyKey[]; message: string }): string {
  return `${issue.path.map(String).join('.')} ${issue.message}`;
}

/** The lesser of two rights would be the greater. */
function findSharedToken(given: Record<string, string | undefined>): string[] {
  const operator = given['OPERATOR_TOKEN'];
  if (operator === undefined || operator !== given['WORKER_SECRET_TOKEN']) return [];
  return ['WORKER_SECRET_TOKEN is the same as OPERATOR_TOKEN: give each a value of its own.'];
}

/** The two other logins lead to the database of the first; without it they lead past the embedded server. */
function findLoneUrls(given: Record<string, string | undefined>): string[] {
  if (given['DATABASE_URL'] !== undefined) return [];
  return ['DATABASE_APP_URL', 'DATABASE_ENGINE_URL']
    .filter((name) => given[name] !== undefined)
    .map(
      (name) =>
        `${name} is given without DATABASE_URL: give that as well, or leave both out for the embedded server.`,
    );
}
