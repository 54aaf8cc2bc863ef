import { parseArgs } from 'node:util';

import { printCreates } from './print-creates.ts';
import { printFairness } from './fairness/print-fairness.ts';
import { printHttp } from './http/print-http.ts';
import { printThroughput } from './print-throughput.ts';
import { printWaiting } from './print-waiting.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '3' },
    pickups: { type: 'string', default: '300' },
    peers: { type: 'boolean', default: false },
    batch: { type: 'boolean', default: false },
  },
});

const rounds = { jobs: Number(options.jobs), rounds: Number(options.rounds) };
const measurements: Record<string, () => Promise<void>> = {
  throughput: () => printThroughput({ ...rounds, pickups: Number(options.pickups), peers: options.peers }),
  creates: () => printCreates({ ...rounds, batch: options.batch }),
  waiting: () => printWaiting(rounds),
  http: () => printHttp(rounds),
  fairness: printFairness,
};

const wanted = positionals.length > 0 ? positionals : ['throughput'];
for (const name of wanted.includes('all') ? Object.keys(measurements) : wanted) {
  const print = measurements[name];
  if (print === undefined)
    throw new Error(`there is no benchmark ${name}: take ${Object.keys(measurements).join(', ')} or all`);
  await print();
  console.log();
}
