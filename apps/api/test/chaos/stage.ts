import type { Arena } from './arena.ts';
import type { Cast } from './cast.ts';
import type { Faults } from './faults.ts';
import type { Load } from './load.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Everything that a scenario has in hand. */
export type Stage = {
  arena: Arena;
  cast: Cast;
  load: Load;
  faults: Faults;
  random: SeededRandom;
  /** The form for every build: fewer jobs, fewer and shorter faults. */
  isShort: boolean;
  /** `long` of the long form, `short` of the short one. */
  sized<Value>(sizes: { long: Value; short: Value }): Value;
  /** Waits for something that has to come; after a minute it is a violation, and the run goes on. */
  waitFor(what: string, holds: () => Promise<boolean> | boolean, timeoutMs?: number): Promise<void>;
  /** What is not as it has to be, in a sentence. */
  violated(sentence: string): void;
  /** A figure that the table shows, as it is. */
  remark(text: string): void;
  /** Jobs that have not ended. */
  left(): Promise<number>;
};

/** Something that is shot at, and how. */
export type Scenario = {
  /** As `--scenario` takes it. */
  name: string;
  /** Faults, jobs, and what holds beside what is asked of all. It returns after the last fault, with jobs under way. */
  play(stage: Stage): Promise<void>;
  /**
   * From the last fault to the end of the last job; the short form allows twice as much. Default: 15 s, within which a
   * lost job runs again.
   */
  endedSecondsMax?: number;
  /** From a shot to the next claim of what it left; the short form allows twice as much. Default: 15 s. */
  rescueSecondsMax?: number;
  /** Whether its jobs kill their processes. Default false: nobody ends unasked. */
  mayDie?: boolean;
};
