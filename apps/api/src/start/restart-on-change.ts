import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { Logger } from 'pino';

import { watchSources, type SourceWatcher } from './source-watcher.ts';
import type { SupervisedProcess } from './supervised-process.ts';

const ROOT = resolve(import.meta.dirname, '../../../..');

/** Starts processes again when a file that they may have loaded is saved; until the watcher is closed. */
export function restartOnChange(processes: readonly SupervisedProcess[], logger: Logger): SourceWatcher {
  return watchSources({
    folders: sourceFolders(),
    onChange(file) {
      logger.info({ file }, 'a source has changed: processes are started again');
      for (const supervised of processes) supervised.restart();
    },
    onError: (error) =>
      logger.error({ err: error }, 'sources are no longer watched: start again to see changes'),
  });
}

/** Of the API and of what it imports. */
function sourceFolders(): string[] {
  const packages = readdirSync(join(ROOT, 'packages')).flatMap((name) =>
    ['src', 'server'].map((folder) => join(ROOT, 'packages', name, folder)),
  );
  return [join(ROOT, 'apps/api/src'), ...packages].filter((folder) => existsSync(folder));
}
