import type { Env } from '../env.ts';

/** Somebody waits for the new version: what is in hand is handed back soon, and runs again with it. */
const GRACE_SECONDS_MAX = 1;

/** The configuration for working on Rota itself. */
export function toDevelopmentEnv(env: Env): Env {
  return {
    ...env,
    nodeEnv: 'development',
    shutdownGraceSeconds: Math.min(env.shutdownGraceSeconds, GRACE_SECONDS_MAX),
  };
}
