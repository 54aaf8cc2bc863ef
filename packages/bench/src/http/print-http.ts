import autocannon from 'autocannon';

import { createArena } from '../arena.ts';
import { median } from '../measure.ts';
import { startApi, startBareRoute, type CreatingServer } from './servers.ts';

/** A round of one server. By time: autocannon looks for the end of an amount once a second. */
const ROUND_SECONDS = 5;
/** Requests under way at once. */
const CONNECTIONS = 20;
const BODY = JSON.stringify({ type: 'demo:run', input: { steps: 0 }, subject: { type: 'report', id: '17' } });

/** Measures single creates over HTTP beside a route that only validates and inserts, and prints the table. */
export async function printHttp({ rounds }: { rounds: number }): Promise<void> {
  await using closers = new AsyncDisposableStack();
  const arena = closers.adopt(await createArena(), (one) => one.close());
  const bare = closers.adopt(await startBareRoute(arena), (one) => one.close());
  const api = closers.adopt(await startApi(arena), (one) => one.close());
  const servers = [bare, api];

  const rates = new Map<CreatingServer, number[]>(servers.map((server) => [server, []]));
  // The first round warms up: connections, plans, compiled code.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [server, measured] of rates) {
      const rate = await createsPerSecond(server);
      if (round > 0) measured.push(rate);
    }
  }
  const base = median(rates.get(bare) ?? []);
  console.log('| creates over HTTP, one a request | a second | ratio |\n|---|---:|---:|');
  for (const [{ name }, measured] of rates) {
    const rate = median(measured);
    console.log(`| ${name} | ${Math.round(rate)} | ${(rate / base).toFixed(2)} |`);
  }
}

async function createsPerSecond({ url, headers }: CreatingServer): Promise<number> {
  const result = await autocannon({
    url,
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: BODY,
    connections: CONNECTIONS,
    duration: ROUND_SECONDS,
  });
  const failed = result.non2xx + result.errors;
  if (failed > 0) throw new Error(`${failed} requests to ${url} failed`);
  return result['2xx'] / result.duration;
}
