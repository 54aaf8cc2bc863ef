/** What one sequence asks for in a round. */
type Asked<Ask, Answer> = { ask: Ask; resolve(answer: Answer): void; reject(error: unknown): void };

/**
 * Lets many sequences go on in step: each asks for one thing a round, and a round is carried out when all that go on have
 * asked, as one set.
 */
export function createLockstep<Ask, Answer>(
  members: number,
  carryOut: (asks: readonly Ask[]) => Promise<readonly Answer[]>,
) {
  let active = members;
  let asked: Asked<Ask, Answer>[] = [];

  function startIfAll(): void {
    if (asked.length === 0 || asked.length < active) return;
    const round = asked;
    asked = [];
    carryOut(round.map(({ ask }) => ask)).then(
      (answers) => {
        for (const [index, { resolve, reject }] of round.entries()) {
          const answer = answers[index];
          if (answer === undefined) reject(new Error('a round left something unanswered'));
          else resolve(answer);
        }
      },
      (error: unknown) => {
        for (const { reject } of round) reject(error);
      },
    );
  }

  return {
    ask: (ask: Ask): Promise<Answer> =>
      new Promise((resolve, reject) => {
        asked.push({ ask, resolve, reject });
        startIfAll();
      }),
    /** The sequence has come to its end, whichever. */
    leave(): void {
      active -= 1;
      startIfAll();
    },
  };
}
