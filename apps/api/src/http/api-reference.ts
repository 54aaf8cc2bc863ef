import { fileURLToPath } from 'node:url';

import { serveStatic } from '@hono/node-server/serve-static';
import openApi from '@rota/contracts/openapi.json' with { type: 'json' };
import type { Hono } from 'hono';
import { compress } from 'hono/compress';

import type { HonoEnv } from './hono-env.ts';

/** The renderer's bundle, from its package: nothing is loaded from elsewhere. */
const BUNDLE = fileURLToPath(new URL('browser/standalone.js', import.meta.resolve('@scalar/api-reference')));

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Rota API reference</title>
  </head>
  <body>
    <div id="reference"></div>
    <script src="/docs/standalone.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** Fonts, telemetry and the renderer's own services are elsewhere: off. Requests go to this server, without a proxy. */
const START = `Scalar.createApiReference('#reference', {
  url: '/openapi.json',
  withDefaultFonts: false,
  telemetry: false,
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
});
`;

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const AN_HOUR = 'public, max-age=3600';

/** Serves the contract at `/openapi.json` and its reference at `/docs`. */
export function serveApiReference(app: Hono<HonoEnv>): void {
  const document = JSON.stringify(openApi);
  app.use('/openapi.json', compress());
  app.use('/docs/*', compress());

  app.get('/openapi.json', (c) => {
    c.header('Cache-Control', 'no-cache');
    return c.body(document, 200, { 'Content-Type': 'application/json' });
  });
  app.get('/docs', (c) => {
    c.header('Cache-Control', 'no-cache');
    c.header('Content-Security-Policy', PAGE_POLICY);
    return c.html(PAGE);
  });
  app.get('/docs/start.js', (c) =>
    c.body(START, 200, { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': AN_HOUR }),
  );
  app.use(
    '/docs/standalone.js',
    serveStatic<HonoEnv>({ path: BUNDLE, onFound: (_path, c) => c.header('Cache-Control', AN_HOUR) }),
  );
}
