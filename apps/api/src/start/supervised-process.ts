import type { ChildProcess } from 'node:child_process';

import type { Logger } from 'pino';

import { EXIT_UNFIT } from '../process/exit-codes.ts';
import { isReadyMessage } from '../process/process-messages.ts';
import { StartError } from '../process/start-error.ts';
import { endInOrder, endOf, type ChildEnd } from './child-end.ts';
import { createCuttablePause, type CuttablePause } from './cuttable-pause.ts';
import { createRestartDelay } from './restart-delay.ts';

/** Which process, and how it is started and ended. */
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

/** What is known of it at the moment. */
type Life = {
  child: ChildProcess | undefined;
  /** It did its work at least once: what makes it die later is no fault of the configuration. */
  wasReady: boolean;
  /** The next end is wanted, and another one is to follow at once. */
  isReplacing: boolean;
  /** The next end is the last one. */
  isStopping: boolean;
};

type Supervision = {
  options: SupervisedProcessOptions;
  life: Life;
  firstReady: PromiseWithResolvers<void>;
  pause: CuttablePause;
};

/** Starts a process and keeps it running until it is stopped. */
export function superviseProcess(options: SupervisedProcessOptions): SupervisedProcess {
  const life: Life = { child: undefined, wasReady: false, isReplacing: false, isStopping: false };
  const firstReady = Promise.withResolvers<void>();
  // Nobody may be waiting any more when it fails.
  firstReady.promise.catch(() => undefined);
  const pause = createCuttablePause();
  const running = keepRunning({ options, life, firstReady, pause });

  function endCurrent(): void {
    pause.cut();
    const { child } = life;
    if (child === undefined) return;
    endInOrder(child, {
      timeoutMs: options.stopTimeoutMs,
      onKill: () =>
        options.logger.error(
          { process: options.name, killed: child.pid },
          'a process did not end in time and is killed',
        ),
    });
  }

  return {
    ready: firstReady.promise,
    restart() {
      life.isReplacing = true;
      endCurrent();
    },
    stop() {
      life.isStopping = true;
      endCurrent();
      return running;
    },
    kill() {
      life.isStopping = true;
      pause.cut();
      life.child?.kill('SIGKILL');
    },
  };
}

/** One after another, until it is stopped or one says that it cannot run as things are. */
async function keepRunning(supervision: Supervision): Promise<void> {
  const { options, life, firstReady, pause } = supervision;
  const delay = createRestartDelay();
  while (!life.isStopping) {
    const startedAt = performance.now();
    life.child = options.spawn();
    life.isReplacing = false;
    const { pid } = life.child;
    const end = await runUntilEnd(life.child, supervision);
    if (life.isStopping || life.isReplacing) continue;
    if (end.code === EXIT_UNFIT && !life.wasReady) {
      firstReady.reject(
        new StartError(`The ${options.name} process cannot run as things are; it says why above.`),
      );
      return;
    }
    const restartInMs = delay.next(performance.now() - startedAt);
    options.logger.error(
      { process: options.name, exited: pid, ...end, restartInMs },
      'a process died and is started again',
    );
    await pause.wait(restartInMs);
  }
}

async function runUntilEnd(child: ChildProcess, { life, firstReady }: Supervision): Promise<ChildEnd> {
  child.on('message', (message) => {
    if (!isReadyMessage(message)) return;
    life.wasReady = true;
    firstReady.resolve();
  });
  const end = await endOf(child);
  life.child = undefined;
  return end;
}
