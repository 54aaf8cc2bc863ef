import { watch, type FSWatcher } from 'node:fs';

/** One save can be several events, and one change several saves. */
const QUIET_MS = 150;

/** Watches folders until it is closed. */
export type SourceWatcher = { close(): void };

/** What is watched, and who is told. */
export type WatchSourcesOptions = {
  /** Whole trees; they exist. */
  folders: readonly string[];
  /** Told of a saved file, once for what is saved at a time. */
  onChange(file: string): void;
  /** Told that a folder is no longer watched. */
  onError(error: Error): void;
};

/** Watches folders for saved sources. */
export function watchSources({ folders, onChange, onError }: WatchSourcesOptions): SourceWatcher {
  let timer: NodeJS.Timeout | undefined;
  const watchers = folders.map((folder): FSWatcher =>
    watch(folder, { recursive: true }, (_event, file) => {
      if (file === null || !isSource(file)) return;
      clearTimeout(timer);
      timer = setTimeout(() => onChange(file), QUIET_MS);
    }).on('error', onError),
  );
  return {
    close() {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** What a running process can have loaded; tests and editors' own files are not. */
function isSource(file: string): boolean {
  return /\.(ts|json|sql)$/.test(file) && !file.endsWith('.test.ts');
}
