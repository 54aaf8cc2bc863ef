/** What browsers get: the console and the reference of the API. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import openApi from '@rota/contracts/openapi.json' with { type: 'json' };
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { serveApiReference } from '../src/http/api-reference.ts';
import { serveConsole } from '../src/http/console-files.ts';
import type { HonoEnv } from '../src/http/hono-env.ts';
import { startHttpServer, type HttpServer } from '../src/http/http-server.ts';
import { securityHeaders } from '../src/http/security-headers.ts';

const PAGE = `<!doctype html><html><head><script>document.title = 'dark'</script>
<script type="module" crossorigin src="/assets/index-abc123.js"></script></head><body></body></html>`;
const SCRIPT = `console.log('${'x'.repeat(5_000)}')`;

let dir: string;
let server: HttpServer;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rota-console-test-'));
  await mkdir(join(dir, 'console', 'assets'), { recursive: true });
  await writeFile(join(dir, 'secret.txt'), 'outside');
  await writeFile(join(dir, 'console', 'index.html'), PAGE);
  await writeFile(join(dir, 'console', 'favicon.svg'), '<svg/>');
  await writeFile(join(dir, 'console', 'assets', 'index-abc123.js'), SCRIPT);
  const app = new Hono<HonoEnv>();
  app.use(securityHeaders());
  serveApiReference(app);
  serveConsole(app, { dir: join(dir, 'console') });
  server = await startHttpServer({ fetch: app.fetch, host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close(0);
  await rm(dir, { recursive: true });
});

const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);
const policyOf = (response: Response) => response.headers.get('Content-Security-Policy') ?? '';

describe('the console', () => {
  test('answers its page for every path that it may route itself, never to be kept', async () => {
    for (const path of ['/', '/index.html', '/orgs/x/jobs', '/orgs/x/jobs/job_1']) {
      const response = await get(path);
      expect(response.headers.get('Content-Type')).toMatch('text/html');
      expect(response.headers.get('Cache-Control')).toBe('no-cache');
      expect(await response.text()).toBe(PAGE);
    }
  });

  test('runs scripts of its own only: files from here, and by their hash those that its page holds', async () => {
    const policy = policyOf(await get('/'));
    expect(policyOf(await get('/index.html'))).toBe(policy);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self' 'sha256-[\w+/]+='(;|$)/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
  });

  test('lets browsers keep assets with a hash in their name forever, compressed', async () => {
    const response = await get('/assets/index-abc123.js');
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('Content-Type')).toMatch('javascript');
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect(await response.text()).toBe(SCRIPT);
  });

  test('has other files asked for anew', async () => {
    const response = await get('/favicon.svg');
    expect(response.headers.get('Cache-Control')).toBe('no-cache');
    expect(await response.text()).toBe('<svg/>');
  });

  test('answers 404, not its page, for a file that is missing and for paths of the program', async () => {
    for (const path of [
      '/assets/index-old.js',
      '/robots.txt',
      '/v1/nothing',
      '/docs/nothing',
      '/metrics',
      '/assets/',
    ]) {
      expect((await get(path)).status).toBe(404);
    }
  });

  test('gives out nothing from outside of its folder', async () => {
    for (const path of [
      '/../secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/..%5csecret.txt',
    ]) {
      expect(await (await get(path)).text()).not.toContain('outside');
    }
  });
});

describe('the reference', () => {
  test('is the contract, as it is in the tree', async () => {
    const response = await get('/openapi.json');
    expect(response.headers.get('Content-Type')).toMatch('application/json');
    expect(await response.json()).toEqual(openApi);
  });

  test('is a page that loads everything from this server', async () => {
    const response = await get('/docs');
    const html = await response.text();
    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source = '']) => source);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      expect(source).toMatch(/^\/docs\//);
      const script = await get(source);
      expect(script.status).toBe(200);
      expect(script.headers.get('Content-Type')).toMatch('javascript');
    }
    expect(policyOf(response)).toMatch(/connect-src 'self'(;|$)/);
    expect(policyOf(response)).toMatch(/script-src 'self'(;|$)/);
  });
});
