import { once } from 'node:events';

import type { Env, ProcessEnv } from '../env.ts';
import { EXIT_FAILED } from '../process/exit-codes.ts';
import { createProcessLogger } from '../process/process-logger.ts';
import { listenToShutdownSignals } from '../process/shutdown-signals.ts';
import type { StartError } from '../process/start-error.ts';
import { readSettings } from './arguments.ts';
import { toDevelopmentEnv } from './development-env.ts';
import { describeNextSteps, localUrl } from './next-steps.ts';
import { createProcessGroup, type ProcessGroup } from './process-group.ts';
import { createProgress, type Progress } from './progress.ts';
import { restartOnChange } from './restart-on-change.ts';
import { superviseConsole, superviseRole } from './rota-processes.ts';
import type { SupervisedProcess } from './supervised-process.ts';

type StartContext = {
  env: Env;
  isDev: boolean;
  progress: Progress;
  group: ProcessGroup;
  /** Aborted when somebody wants it to end. */
  signal: AbortSignal;
  /** Undoes, last first. */
  cleanup: AsyncDisposableStack;
  /** Ends everything, for good. */
  onDatabaseGivenUp(error: StartError): void;
};

/**
 * The command `start`: brings up what Rota needs, prints what to do next, keeps the processes running until it is asked to
 * end, and then ends them in order. Asked again, it kills them; their jobs run again elsewhere, or at the next start.
 *
 * @returns the exit code: 0, or another when processes had to be killed
 * @throws EnvError, StartError, DatabaseSetupError when it cannot; what it had started is ended by then
 */
export async function runStart(args: readonly string[]): Promise<number> {
  const { isDev, env: given } = readSettings(args);
  const env = isDev ? toDevelopmentEnv(given) : given;
  const progress = createProgress((text) => process.stdout.write(text));
  const group = createProcessGroup();
  let isKilled = false;
  const shutdown = listenToShutdownSignals(() => {
    isKilled = true;
    group.kill();
  });
  let failure: StartError | undefined;
  const onDatabaseGivenUp = (error: StartError): void => {
    failure = error;
    shutdown.request();
  };
  const cleanup = new AsyncDisposableStack();
  try {
    const { signal } = shutdown;
    await bringUp({ env, isDev, progress, group, signal, cleanup, onDatabaseGivenUp });
    if (!shutdown.signal.aborted) await once(shutdown.signal, 'abort');
  } catch (error) {
    // What is interrupted on its way up fails; that is no failure.
    if (!shutdown.signal.aborted) throw error;
  } finally {
    if (shutdown.signal.aborted) progress.print('\nEnding …');
    await cleanup.disposeAsync();
  }
  if (failure !== undefined) throw failure;
  progress.print(isKilled ? 'Rota was ended at once: what was in hand runs again.' : 'Rota has ended.');
  return isKilled ? EXIT_FAILED : 0;
}

async function bringUp(context: StartContext): Promise<void> {
  const { env, progress, cleanup, group } = context;
  const startedAt = performance.now();
  progress.print(`Rota, on Node ${process.versions.node}`);
  const webPort = context.isDev && env.roles.has('api') ? env.port + 1 : null;
  const ports = env.roles.has('api') ? [env.port, ...(webPort === null ? [] : [webPort])] : [];

  // Only now: what it stands on takes a second to load, and a wrong configuration is told at once.
  const { prepareInstallation } = await import('./prepare-installation.ts');
  const prepared = await prepareInstallation(env, { ...context, ports });
  cleanup.defer(() => group.stop());
  await startProcesses({ ...context, env: prepared.env, webPort });

  progress.print(
    describeNextSteps({
      seconds: (performance.now() - startedAt) / 1_000,
      place: env.databaseUrl === null ? 'ROTA_DATA_DIR' : 'DATABASE_URL',
      apiUrl: env.roles.has('api') ? localUrl(env) : null,
      consoleUrl: localUrl(webPort === null ? env : { ...env, port: webPort }),
      demo: prepared.demo,
    }),
  );
}

/** Workers begin once the API listens: from then on, what they do can be looked at. */
async function startProcesses(
  context: Omit<StartContext, 'env'> & { env: ProcessEnv; webPort: number | null },
): Promise<void> {
  const { env, isDev, progress, group, signal, webPort, cleanup } = context;
  const logger = createProcessLogger(env, 'start');
  const untilReady = async (supervised: SupervisedProcess): Promise<void> => {
    group.add(supervised);
    await Promise.race([supervised.ready, rejectionOf(signal)]);
  };

  const roleProcesses: SupervisedProcess[] = [];
  if (isDev) {
    const watcher = restartOnChange(roleProcesses, logger);
    cleanup.defer(() => watcher.close());
  }
  for (const role of env.roles) {
    progress.step(role === 'api' ? 'Starting the API' : 'Starting the workers');
    const supervised = superviseRole(role, { env, logger });
    roleProcesses.push(supervised);
    await untilReady(supervised);
  }
  if (webPort !== null) {
    progress.step('Starting the console for development');
    await untilReady(superviseConsole(webPort, { env, logger }));
  }
}

async function rejectionOf(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw signal.reason;
}
