import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { serveStatic } from '@hono/node-server/serve-static';
import { operations } from '@rota/contracts/server';
import type { Hono } from 'hono';
import { compress } from 'hono/compress';

import type { HttpContext, HonoEnv } from './hono-env.ts';

/**
 * How paths of the program begin: those of the contract, and those of its reference. `metrics` is none: what looks for
 * figures by habit is told so, and not given a page to read them from.
 */
const PROGRAM_SEGMENTS = new Set([
  ...Object.values(operations).map(({ pathTemplate }) => pathTemplate.split('/')[1]),
  'docs',
  'openapi.json',
  'metrics',
]);

/** Vite puts a hash of the content into the names of what lies here. */
const HASHED_ASSETS = '/assets/*';
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * Serves the built console: its files, and its page for every path that is none, because the console routes by itself.
 * Assets are kept forever by their hashed names, the page is asked for anew each time.
 */
export function serveConsole(app: Hono<HonoEnv>, { dir }: { dir: string }): void {
  app.use(HASHED_ASSETS, compress());
  app.use(
    HASHED_ASSETS,
    serveStatic<HonoEnv>({ root: dir, onFound: (_path, c) => c.header('Cache-Control', FOREVER) }),
  );
  // A missing asset is missing: the page in its place would be a script that does not parse.
  app.get(HASHED_ASSETS, (c) => c.notFound());
  // Before the files: as one of them it would come without the policy by which it runs.
  app.get('/index.html', (c) => answerPage(c, dir));
  app.use('/*', serveStatic<HonoEnv>({ root: dir, index: 'no directory has a page', onFound: revalidate }));
  app.get('/*', (c, next) => (isPage(c) ? answerPage(c, dir) : next()));
}

async function answerPage(c: HttpContext, dir: string): Promise<Response> {
  const html = await readFile(join(dir, 'index.html'), 'utf8');
  revalidate('', c);
  c.header('Content-Security-Policy', pagePolicy(html));
  return c.html(html);
}

function revalidate(_path: string, c: HttpContext): void {
  c.header('Cache-Control', 'no-cache');
}

/** Paths of the program are no pages; neither is what looks like a file. */
function isPage(c: HttpContext): boolean {
  const [, first = ''] = c.req.path.split('/');
  return !PROGRAM_SEGMENTS.has(first) && !/\.\w+$/.test(c.req.path);
}

/** Scripts come from our own files, or are the ones that the built page itself holds. Styles are set by components. */
function pagePolicy(html: string): string {
  const inline = html.matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g);
  const hashes = [...inline].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
