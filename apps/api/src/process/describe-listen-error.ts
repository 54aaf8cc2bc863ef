/** What to do about a failure to listen, in a sentence. */
export function describeListenError(error: unknown, { host, port }: { host: string; port: number }): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken by another program (perhaps Rota runs already). End that one, or choose another port: PORT=${port + 1} npx -y pnpm@12 start`;
  }
  if (code === 'EACCES') return `This user may not listen on port ${port}: choose one from 1024 in PORT.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `HOST is ${host}, which is no address of this machine: give 127.0.0.1, or 0.0.0.0 for all of them.`;
  }
  return `Listening on ${host}:${port} failed: ${error instanceof Error ? error.message : String(error)}`;
}
