import type { Verdict } from './verdict.ts';

type Column = { title: string; of(verdict: Verdict): string };

const seconds = (value: number | null) => (value === null ? '–' : value.toFixed(1));

const columns: Column[] = [
  { title: 'scenario', of: ({ scenario }) => scenario },
  { title: 'seed', of: ({ seed }) => String(seed) },
  { title: 'faults', of: ({ faults }) => String(faults) },
  { title: 'jobs', of: ({ figures }) => String(figures.jobs) },
  { title: 'lost', of: ({ counts }) => String(counts.lost) },
  { title: 'twice', of: ({ counts }) => String(counts.madeTwice) },
  { title: 'edges', of: ({ counts }) => String(counts.illegalMoves) },
  { title: 'claims', of: ({ counts }) => String(counts.doubleClaims) },
  { title: 'effects', of: ({ counts }) => String(counts.wrongEffects) },
  { title: 'foreign', of: ({ counts }) => String(counts.foreignRows) },
  { title: 'unpaired', of: ({ counts }) => String(counts.unpaired) },
  { title: 'stale', of: ({ counts }) => String(counts.staleWrites) },
  { title: 'failed', of: ({ counts }) => String(counts.wrongFailures) },
  { title: 'again ≤ max', of: ({ figures, secondRunsMax }) => `${figures.secondRuns} ≤ ${secondRunsMax}` },
  { title: 'rescue s', of: ({ figures }) => seconds(figures.rescueSeconds) },
  { title: 'ended s', of: ({ endedSeconds }) => seconds(endedSeconds) },
  { title: 'took s', of: (verdict) => verdict.seconds.toFixed(0) },
  { title: '', of: ({ violations }) => (violations.length === 0 ? 'held' : 'VIOLATED') },
];

/** A table of runs, and below it what did not hold. */
export function toReport(verdicts: readonly Verdict[]): string {
  const rows = [
    columns.map(({ title }) => title),
    ...verdicts.map((verdict) => columns.map(({ of }) => of(verdict))),
  ];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = verdicts.flatMap(({ scenario, seed, remarks, violations }) => [
    ...remarks.map((remark) => `${scenario}: ${remark}`),
    ...violations.map((sentence) => `VIOLATED ${scenario} --seed ${seed}: ${sentence}`),
  ]);
  return [...lines, ...(notes.length === 0 ? [] : ['', ...notes])].join('\n');
}
