import type { ChildProcess } from 'node:child_process';

import type { Logger } from 'pino';

import { EXIT_UNFIT } from '../process/exit-codes.ts';
import { isReadyMessage } from '../process/process-messages.ts';
import { StartError } from '../process/start-error.ts';
import { createRestartDelay } from './restart-delay.ts';

export type SupervisedProcessOptions = {
  /** For people and the log: `api`, `worker`. */
  name: string;
  /** Starts one, with an IPC channel on which it reports that it is ready. */
  spawn(): ChildProcess;
  /** How long it may take to end after SIGTERM; then it is killed. */
  stopTimeoutMs: number;
  logger: Logger;
};

/** A process that is started again when it dies. */
export type SupervisedProcess = {
  /**
   * Resolves when it is ready for the first time, also when it died before on its way there.
   * Rejects with a StartError when it says that it cannot run as things are.
   */
  ready: Promise<void>;
  /** Ends it in order and starts another; at once where it waits to be started again. */
  restart(): void;
  /** Ends it in order and for good. */
  stop(): Promise<void>;
  /** Kills it at once and for good. */
  kill(): void;
};

type End = { code: number | null; signal: NodeJS.Signals | null };

/** Starts a process and keeps it running until it is stopped. */
export function superviseProcess(options: SupervisedProcessOptions): SupervisedProcess {
  const { name, logger } = options;
  const { promise: ready, resolve: becomeReady, reject: refuse } = Promise.withResolvers<void>();
  // Nobody may be waiting any more when it fails.
  ready.catch(() => undefined);
  let current: ChildProcess | undefined;
  let wasReady = false;
  let isReplacing = false;
  let isStopping = false;
  let endPause: (() => void) | undefined;

  async function keepRunning(): Promise<void> {
    const delay = createRestartDelay();
    while (!isStopping) {
      const startedAt = performance.now();
      current = options.spawn();
      isReplacing = false;
      const isFit = await runUntilEnd(current, () => delay.next(performance.now() - startedAt));
      if (!isFit) return;
    }
  }

  /** @returns whether another one may follow */
  async function runUntilEnd(child: ChildProcess, nextDelayMs: () => number): Promise<boolean> {
    child.on('message', (message) => {
      if (!isReadyMessage(message)) return;
      wasReady = true;
      becomeReady();
    });
    const end = await endOf(child);
    current = undefined;
    if (isStopping || isReplacing) return true;
    if (end.code === EXIT_UNFIT && !wasReady) {
      refuse(new StartError(`The ${name} process cannot run as things are; it says why above.`));
      return false;
    }
    const restartInMs = nextDelayMs();
    logger.error(
      { process: name, exited: child.pid, ...end, restartInMs },
      'a process died and is started again',
    );
    await pause(restartInMs);
    return true;
  }

  function pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    endPause = () => {
      clearTimeout(timer);
      resolve();
    };
    return promise;
  }

  function endCurrent(): void {
    endPause?.();
    const child = current;
    // A second signal would mean: at once, without handing back what is in hand.
    if (child === undefined || child.killed) return;
    child.kill('SIGTERM');
    const impatient = setTimeout(() => {
      logger.error({ process: name, killed: child.pid }, 'a process did not end in time and is killed');
      child.kill('SIGKILL');
    }, options.stopTimeoutMs);
    child.once('exit', () => clearTimeout(impatient));
  }

  const running = keepRunning();
  return {
    ready,
    restart() {
      isReplacing = true;
      endCurrent();
    },
    stop() {
      isStopping = true;
      endCurrent();
      return running;
    },
    kill() {
      isStopping = true;
      endPause?.();
      current?.kill('SIGKILL');
    },
  };
}

function endOf(child: ChildProcess): Promise<End> {
  const { promise, resolve } = Promise.withResolvers<End>();
  child.once('exit', (code, signal) => resolve({ code, signal }));
  // It could not be started at all; then there is no exit.
  child.once('error', () => child.pid === undefined && resolve({ code: null, signal: null }));
  return promise;
}
