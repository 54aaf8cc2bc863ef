/** The database is not as Rota needs it and the login may not change that; the message says what to run or to give. */
export class DatabaseSetupError extends Error {
  override readonly name = 'DatabaseSetupError';

  /** @param statements SQL that a database administrator can run to repair it; may be empty. */
  constructor(sentence: string, statements: readonly string[] = [], options?: ErrorOptions) {
    super([sentence, ...statements.map((statement) => `  ${statement}`)].join('\n'), options);
  }
}
