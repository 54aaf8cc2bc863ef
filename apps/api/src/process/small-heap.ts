// Both keep a process that streams a large file below 250 MB. By default V8 lets garbage of such a stream grow to a
// hundred megabytes before it looks for it, and glibc keeps freed memory apart for each thread.

/** What Node is started with; V8 reads it before any code runs. */
export const SMALL_HEAP = ['--max-semi-space-size=8', '--heap-growing-percent=50'];

/** What glibc reads before any code runs. */
export const FEW_ARENAS = { MALLOC_ARENA_MAX: '2' };

/**
 * Becomes the same program with a small heap, in the same process, where it was started without: by a service manager,
 * for example. Answers when it has one, or when this system has no way to do it.
 */
export function ensureSmallHeap(): void {
  const { execArgv, argv, execPath, platform } = process;
  // A channel to a parent would not survive; who has one starts its children as they should be.
  if (SMALL_HEAP.every((flag) => execArgv.includes(flag)) || process.connected || platform === 'win32')
    return;
  process.execve?.(execPath, [execPath, ...execArgv, ...SMALL_HEAP, ...argv.slice(1)], {
    ...FEW_ARENAS,
    // oxlint-disable-next-line no-restricted-properties -- hands on all of it, and reads nothing
    ...definedOf(process.env),
  });
}

function definedOf(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
