/** Tells the person at the terminal how a start goes on. Plain lines, also where there is no terminal. */
export type Progress = {
  /** Something is being done now. */
  step(text: string): void;
  /** Something that must not be overlooked. */
  warn(text: string): void;
  /** Lines as they are. */
  print(text: string): void;
};

/** @param write takes whole lines */
export function createProgress(write: (text: string) => void): Progress {
  return {
    step: (text) => write(`  ${text} …\n`),
    warn: (text) => write(`\n  !! ${text}\n\n`),
    print: (text) => write(`${text}\n`),
  };
}
