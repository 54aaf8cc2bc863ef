import { cpus } from 'node:os';

/** What a benchmark came to. */
export type Report = {
  serverVersion: string;
  jobs: number;
  rounds: number;
  /** Jobs a second; the first contender is what the others are compared with. */
  contenders: { name: string; drain: number; endToEnd: number }[];
  pickupMs: { p50: number; p99: number; samples: number };
};

/** Prints the tables of `docs/benchmarks.md`. */
export function printReport({ serverVersion, jobs, rounds, contenders, pickupMs }: Report): void {
  const processors = cpus();
  const [base] = contenders;
  if (base === undefined) throw new Error('nothing was measured');
  const rate = (value: number, to: number) => `${Math.round(value)} | ${(value / to).toFixed(2)}`;
  const lines = [
    `${new Date().toISOString().slice(0, 10)} · ${processors.length} × ${processors[0]?.model.trim()} · Node ${process.versions.node} · PostgreSQL ${serverVersion}, durable · medians of ${rounds} interleaved rounds of ${jobs} jobs`,
    '',
    '| empty handler | drain, jobs/s | ratio | end to end, jobs/s | ratio |',
    '|---|---:|---:|---:|---:|',
    ...contenders.map(
      ({ name, drain, endToEnd }) =>
        `| ${name} | ${rate(drain, base.drain)} | ${rate(endToEnd, base.endToEnd)} |`,
    ),
    '',
    '| commit to handler, idle system | p50 | p99 | samples |',
    '|---|---:|---:|---:|',
    `| Rota, tracked | ${pickupMs.p50.toFixed(1)} ms | ${pickupMs.p99.toFixed(1)} ms | ${pickupMs.samples} |`,
  ];
  console.log(lines.join('\n'));
}
