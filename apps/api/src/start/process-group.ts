import type { SupervisedProcess } from './supervised-process.ts';

/** The processes of one start. */
export type ProcessGroup = {
  add(supervised: SupervisedProcess): void;
  /** Ends all in order, side by side. */
  stop(): Promise<void>;
  /** Kills all at once. */
  kill(): void;
};

/** An empty group. */
export function createProcessGroup(): ProcessGroup {
  const members: SupervisedProcess[] = [];
  return {
    add: (supervised) => members.push(supervised),
    async stop() {
      await Promise.all(members.map((member) => member.stop()));
    },
    kill() {
      for (const member of members) member.kill();
    },
  };
}
