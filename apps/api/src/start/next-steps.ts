import type { DemoAccess } from '../modules/demo/index.ts';

/** `http://localhost:3000`: where a browser on this machine finds the port. */
export function localUrl({ host, port }: { host: string; port: number }): string {
  const isEverywhere = ['127.0.0.1', 'localhost', '0.0.0.0', '::', '::1'].includes(host);
  const name = host.includes(':') ? `[${host}]` : host;
  return `http://${isEverywhere ? 'localhost' : name}:${port}`;
}

/** What to do once everything runs. */
export function describeNextSteps({
  seconds,
  place,
  apiUrl,
  consoleUrl,
  demo,
}: {
  /** How long the start took. */
  seconds: number;
  /** The variable that the other processes of this installation share: whose server, or whose folder with one. */
  place: 'DATABASE_URL' | 'ROTA_DATA_DIR';
  /** Null: there are workers only. */
  apiUrl: string | null;
  consoleUrl: string;
  /** Null: people bring a key of their own. */
  demo: (DemoAccess & { file: string }) | null;
}): string {
  const lines = ['', `Rota is running (${seconds.toFixed(1)} s). Ctrl-C ends everything.`, ''];
  if (apiUrl === null)
    return [...lines, `  Workers only: the API runs elsewhere, on the same ${place}.`, ''].join('\n');
  // The part after # stays in the browser: no server and no log of one sees the key.
  lines.push(`  Console   ${consoleUrl}${demo === null ? '' : `/sign-in#key=${demo.apiKey}`}`);
  lines.push(`  API       ${apiUrl}/v1, reference ${apiUrl}/docs`);
  if (demo !== null)
    lines.push(`  Demo key  ${demo.file}`, '', '  A first job:', `  ${describeFirstJob(apiUrl, demo)}`);
  return [...lines, ''].join('\n');
}

function describeFirstJob(apiUrl: string, { orgId, apiKey }: DemoAccess): string {
  return [
    `curl -X POST ${apiUrl}/v1/orgs/${orgId}/jobs`,
    `-H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json'`,
    `-d '{"type": "demo:run", "input": {"steps": 20}}'`,
  ].join(' \\\n    ');
}
