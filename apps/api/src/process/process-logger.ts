import { pino, type DestinationStream, type Logger } from 'pino';

import type { Env } from '../env.ts';
import { toLoggableError } from '../errors/loggable-error.ts';
import { toTextLine } from './log-text.ts';

/**
 * The log of a process: fields first, then a constant message. Lines are written at once, so that the last ones before
 * an exit are there. Handlers and requests log neither payloads nor secrets; what looks like a credential is removed
 * here once more.
 *
 * @param service what writes, in each line: `api`, `worker`, `start`
 */
export function createProcessLogger(env: Pick<Env, 'logLevel' | 'logFormat'>, service: string): Logger {
  const options = {
    level: env.logLevel,
    base: { service, pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    // Statements' parameters are people's data.
    serializers: { err: (error: unknown) => (error instanceof Error ? toLoggableError(error) : error) },
    redact: [
      'authorization',
      'password',
      'apiKey',
      'key',
      '*.authorization',
      '*.password',
      '*.apiKey',
      '*.key',
    ],
  };
  const isText = env.logFormat === 'text' || (env.logFormat === 'auto' && process.stdout.isTTY);
  // A pino destination forgives a reader that has gone away (EPIPE).
  const output = pino.destination({ fd: 1, sync: true });
  return pino(options, isText ? inText(output) : output);
}

function inText(output: DestinationStream): DestinationStream {
  return { write: (line) => output.write(toTextLine(line)) };
}
