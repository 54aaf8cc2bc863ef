/** The URI that names a kind of problem; nothing needs to be found there (RFC 9457, 3.1.1). */
export function problemTypeOf(code: string): string {
  return `https://rota.dev/problems/${code}`;
}
