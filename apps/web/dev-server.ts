import { createServer } from 'vite';

/**
 * The console for development: sources as they are saved, API paths sent on to the API. A process of its own under
 * `pnpm dev`, told its port as the only argument; it reports over the IPC channel that it listens, and ends with it.
 */
const port = Number(process.argv[2]);
const server = await createServer({
  root: import.meta.dirname,
  clearScreen: false,
  logLevel: 'warn',
  server: { port, strictPort: true },
});
const close = async (): Promise<void> => {
  await server.close();
  process.exit(0);
};
process.on('SIGTERM', () => void close());
process.on('disconnect', () => void close());

await server.listen();
process.send?.({ kind: 'ready' });
