import { jobTypes } from '@rota/contracts/server';
import { createJobHandlerRegistry, type JobHandlerRegistry } from '@rota/jobs';

import { systemJobHandlers, userJobHandlers } from './modules/jobs/handlers/index.ts';

/** Types for people who try Rota out. Without the demo they can neither be created nor run. */
const DEMO_TYPES: ReadonlySet<string> = new Set(['demo:run']);

/**
 * Every job this installation can run, sealed.
 * @throws JobRegistryError when contract and handlers do not fit: the process must not start
 */
export function createJobRegistry({ isDemo }: { isDemo: boolean }): JobHandlerRegistry {
  const isOffered = (type: string): boolean => isDemo || !DEMO_TYPES.has(type);
  const registry = createJobHandlerRegistry();
  for (const handler of Object.values(userJobHandlers)) {
    if (isOffered(handler.type)) registry.register(handler);
  }
  for (const handler of systemJobHandlers) registry.register(handler);
  registry.seal(Object.keys(jobTypes).filter(isOffered));
  return registry;
}
