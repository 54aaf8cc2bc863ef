import { join } from 'node:path';

import type { ProcessEnv } from './env.ts';

/** Where in the data folder uploaded files are. */
export function filesFolder({ dataDir }: Pick<ProcessEnv, 'dataDir'>): string {
  return join(dataDir, 'files');
}
