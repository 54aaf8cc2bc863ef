/** Rota cannot start as things are. The message is for the person at the terminal and says what to do. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
