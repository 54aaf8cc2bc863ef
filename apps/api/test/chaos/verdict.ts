import type { Exit } from './cast.ts';
import type { Faults } from './faults.ts';
import type { Counts, Figures } from './oracle.ts';
import type { Scenario } from './stage.ts';

/** What a run has shown. */
export type Verdict = {
  scenario: string;
  seed: number;
  faults: number;
  counts: Counts;
  figures: Figures;
  /** As many as the faults may have cost. */
  secondRunsMax: number;
  /** From the last fault to the end of the last job; null when nothing ended after it. */
  endedSeconds: number | null;
  /** Sentences; empty when everything held. */
  violations: readonly string[];
  remarks: readonly string[];
  seconds: number;
};

const SECONDS_MAX_DEFAULT = 15;
/** The short form runs with the tests, on a machine that may do other things beside: its bounds tell late from never. */
const SHORT_FORM_FACTOR = 2;
/** Beside the grace of 5 s, after which handlers have 5 s more: what it takes to write and to close. */
const EXIT_MS_MAX = 15_000;

/** Names, for the sentences of what did not hold. */
const COUNTED: Record<keyof Counts, string> = {
  lost: 'jobs were answered for and are lost',
  madeTwice: 'jobs were made twice',
  illegalMoves: 'moves are not in the table',
  doubleClaims: 'runs were claimed or called twice',
  wrongEffects: 'completed jobs have not exactly one effect',
  foreignRows: 'rows carry, or show, another organisation',
  unpaired: 'rows have no message, or messages no row',
  staleWrites: 'writes came from runs that had lost their job',
  wrongFailures: 'jobs failed with nothing wrong in them',
};

/** Holds the counts against what is promised. */
export function judge({
  scenario,
  seed,
  isShort,
  found,
  faults,
  exits,
  violations,
  remarks,
  seconds,
}: {
  scenario: Scenario;
  seed: number;
  isShort: boolean;
  found: Counts & Figures;
  faults: Faults;
  exits: readonly Exit[];
  violations: readonly string[];
  remarks: readonly string[];
  seconds: number;
}): Verdict {
  const { jobs, secondRuns, rescueSeconds, lastEndAt, ...counts } = found;
  const endedSeconds = lastEndAt === null ? null : Math.max(0, (lastEndAt - faults.lastAt()) / 1_000);
  const sentences = [...violations];
  for (const [name, sentence] of Object.entries(COUNTED) as [keyof Counts, string][]) {
    if (counts[name] !== 0) sentences.push(`${counts[name]} ${sentence}`);
  }
  if (secondRuns > faults.slotsHit())
    sentences.push(`${secondRuns} runs were lost, of at most ${faults.slotsHit()}`);
  sentences.push(...describeDelays({ rescueSeconds, endedSeconds }, { scenario, isShort }));
  sentences.push(...exits.flatMap((exit) => describeExit(exit, scenario)));
  return {
    scenario: scenario.name,
    seed,
    faults: faults.count(),
    counts,
    figures: { jobs, secondRuns, rescueSeconds, lastEndAt },
    secondRunsMax: faults.slotsHit(),
    endedSeconds,
    violations: sentences,
    remarks,
    seconds,
  };
}

/** What took longer than the scenario may. */
function describeDelays(
  { rescueSeconds, endedSeconds }: Pick<Verdict, 'endedSeconds'> & Pick<Figures, 'rescueSeconds'>,
  { scenario, isShort }: { scenario: Scenario; isShort: boolean },
): string[] {
  const { endedSecondsMax = SECONDS_MAX_DEFAULT, rescueSecondsMax = SECONDS_MAX_DEFAULT } = scenario;
  const factor = isShort ? SHORT_FORM_FACTOR : 1;
  const sentences: string[] = [];
  if (rescueSeconds !== null && rescueSeconds > rescueSecondsMax * factor)
    sentences.push(`a job waited ${rescueSeconds.toFixed(1)} s for its next run`);
  if (endedSeconds !== null && endedSeconds > endedSecondsMax * factor)
    sentences.push(`the last job ended ${endedSeconds.toFixed(1)} s after the last fault`);
  return sentences;
}

/** Nobody ends unasked, and who is asked ends well and in time. */
function describeExit({ role, code, signal, wanted, endedMs }: Exit, { mayDie = false }: Scenario): string[] {
  if (!wanted && mayDie && signal === 'SIGKILL') return [];
  if (!wanted) return [`a process (${role}) ended by itself: ${signal ?? code}`];
  if (endedMs === null) return [];
  if (code !== 0) return [`a process (${role}) that was told to end ended with ${signal ?? code}`];
  if (endedMs > EXIT_MS_MAX) return [`a process (${role}) took ${(endedMs / 1_000).toFixed(1)} s to end`];
  return [];
}
