/** Where the dev server finds the API, as a URL. `ROTA_API_PORT` (default 3000) is set by `pnpm dev`. */
export function apiOrigin(): string {
  return `http://localhost:${process.env['ROTA_API_PORT'] ?? '3000'}`;
}
