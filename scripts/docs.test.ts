import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readEnv, toEnvironment } from '../apps/api/src/env.ts';
import { jobStatuses, type RetryPolicy } from '../packages/db/src/schema/job-values.ts';
import { jobMoves } from '../packages/jobs/src/moves/job-status.ts';
import { retryDelayMs } from '../packages/jobs/src/runner/retry-policy.ts';
import { fileBlocksIn, readPage } from './testing/follow-page.ts';

const ROOT = resolve(import.meta.dirname, '..');
const PAGES = globSync('{README,CONTRIBUTING,CHANGELOG}.md', { cwd: ROOT }).concat(
  globSync('docs/**/*.md', { cwd: ROOT }),
);
/** Commands of pnpm itself. */
const PNPM_COMMANDS = new Set(['exec', 'install']);

const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };

describe.each(PAGES)('%s', (page) => {
  const text = readPage(page);

  test('names only paths that exist', () => {
    const created = new Set(fileBlocksIn(text).map(({ path }) => path));
    const missing = pathsIn(text).filter(
      (path) => !created.has(path) && globSync(path, { cwd: ROOT }).length === 0,
    );
    expect(missing).toEqual([]);
  });

  test('names only scripts that exist', () => {
    const names = codeIn(text).flatMap((code) =>
      Array.from(code.matchAll(/\bpnpm(?:@12)? ([a-z][\w:-]*)/g), ([, name = '']) => name),
    );
    expect(names.filter((name) => !(name in scripts) && !PNPM_COMMANDS.has(name))).toEqual([]);
  });

  test('links to pages and headings that exist', () => {
    expect(linksIn(page).filter(({ file, heading }) => !isThere(file, heading))).toEqual([]);
  });
});

test('every page is linked from another, and the README is where to begin', () => {
  const reached = new Set(['README.md']);
  // A set grows while it is walked.
  for (const page of reached) {
    for (const { file } of linksIn(page))
      if (file.endsWith('.md') && existsSync(join(ROOT, file))) reached.add(file);
  }
  expect([...reached].toSorted()).toEqual(PAGES.toSorted());
});

describe('README.md', () => {
  test('says of every script what it does', () => {
    const documented = tableUnder('README.md', '## Scripts').map(([name = '']) => name.replaceAll('`', ''));
    expect(documented.toSorted()).toEqual(Object.keys(scripts).toSorted());
  });

  test('lists every variable of the environment with its default', () => {
    const rows = tableUnder('README.md', '## Configuration').map((cells) => cells.map(unquote));
    expect(rows.map(([name = '']) => name).toSorted()).toEqual(
      Object.keys(toEnvironment(readEnv({}), {})).toSorted(),
    );
    // Defaults in words are those that depend on others.
    const literal = rows.filter(([, fallback = '']) => !fallback.includes(' '));
    const asDocumented = Object.fromEntries(literal.map(([name = '', fallback = '']) => [name, fallback]));
    expect(Object.keys(asDocumented).length).toBeGreaterThan(8);
    expect(readEnv(asDocumented)).toEqual(readEnv({}));
  });
});

test('docs/architecture.md says of every folder what it holds', () => {
  const isGenerated = (folder: string) => /\/client\/gen\/.|\/migrations\/meta$/.test(folder);
  const files = globSync('{apps,docs,packages,scripts,.ci}/**', {
    cwd: ROOT,
    withFileTypes: true,
    exclude: (entry) => ['node_modules', 'dist', '.turbo', 'coverage'].includes(entry.name),
  });
  const folders = files
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, entry.parentPath))
    .filter((folder) => !isGenerated(folder))
    .map((folder) => folder.replace(/(modules|features)\/[^/]+$/, '$1/<feature>'));
  const explained = tableUnder('docs/architecture.md', '## Folders').flatMap(([cell = '']) =>
    cell.split(', ').map(unquote),
  );
  expect(explained.toSorted()).toEqual([...new Set(folders)].toSorted());
});

describe('docs/job-lifecycle.md', () => {
  test('explains every status', () => {
    const explained = tableUnder('docs/job-lifecycle.md', '## Statuses').map(([status = '']) =>
      unquote(status),
    );
    expect(explained).toEqual(jobStatuses);
  });

  test('draws the moves that the engine can make, each of them and no other', () => {
    const drawing =
      /^```mermaid\nstateDiagram-v2\n(.*?)^```/ms.exec(readPage('docs/job-lifecycle.md'))?.[1] ?? '';
    const drawn = Array.from(drawing.matchAll(/^ *(\w+) --> (\w+)/gm), ([, from, to]) => `${from} ${to}`);
    const possible = Object.entries(jobMoves).flatMap(([from, tos]) => tos.map((to) => `${from} ${to}`));
    expect(drawn.toSorted()).toEqual(possible.toSorted());
  });

  test('works out waits as the engine does', () => {
    const rest = { baseSeconds: 0, maxSeconds: 3600, delaysSeconds: [], jitter: 0 };
    const policies: RetryPolicy[] = [
      { ...rest, strategy: 'exponential', baseSeconds: 5 },
      { ...rest, strategy: 'linear', baseSeconds: 60 },
      { ...rest, strategy: 'fixed', baseSeconds: 30 },
      { ...rest, strategy: 'list', delaysSeconds: [60, 120, 240, 480] },
    ];
    const rows = tableUnder('docs/job-lifecycle.md', 'In seconds, without jitter').map((cells) =>
      cells.map(Number),
    );
    expect(rows.length).toBeGreaterThan(5);
    for (const [attempt = 0, ...waits] of rows) {
      expect(waits).toEqual(policies.map((policy) => retryDelayMs(policy, { attempt, random: 0.5 }) / 1_000));
    }
  });
});

test('docs/adr/README.md lists every decision by its title', () => {
  const listed = tableUnder('docs/adr/README.md', '# Decisions').map(([link = '', title]) => {
    const [, file = ''] = /\]\((.+)\)/.exec(link) ?? [];
    return `${file.slice(0, 4)} ${title}`;
  });
  const written = globSync('docs/adr/0*.md', { cwd: ROOT }).map(
    (page) => headingsIn(readPage(page))[0] ?? '',
  );
  expect(listed).toEqual(written.toSorted());
});

/** Paths from the root, in text and code; what is built is not there before. */
function pathsIn(text: string): string[] {
  const found = text.matchAll(/(?<![\w./:$<-])(?:apps|packages|docs|scripts|\.ci)\/[\w./*<>-]+/g);
  return Array.from(found, ([path]) => path.replace(/[./]+$/, '')).filter(
    (path) => !/[<>]|NNNN|\/dist$/.test(path),
  );
}

/** Fenced blocks and code spans. */
function codeIn(text: string): string[] {
  const fences = Array.from(text.matchAll(/^```.*?^```$/gms), ([fence]) => fence);
  const spans = text.replaceAll(/^```.*?^```$/gms, '').matchAll(/`([^`]+)`/g);
  return [...fences, ...Array.from(spans, ([, span = '']) => span)];
}

/** Links within the repository. `file` is relative to the root. */
function linksIn(page: string): { file: string; heading: string }[] {
  const text = readPage(page).replaceAll(/^```.*?^```$/gms, '');
  const targets = Array.from(text.matchAll(/\]\(([^)\s]+)\)/g), ([, target = '']) => target);
  return targets
    .filter((target) => !/^https?:/.test(target))
    .map((target) => {
      const [file = '', heading = ''] = target.split('#');
      return { file: file === '' ? page : relative(ROOT, join(ROOT, dirname(page), file)), heading };
    });
}

function isThere(file: string, heading: string): boolean {
  if (!existsSync(join(ROOT, file))) return false;
  return heading === '' || headingsIn(readPage(file)).map(toAnchor).includes(heading);
}

function headingsIn(text: string): string[] {
  const prose = text.replaceAll(/^```.*?^```$/gms, '');
  return Array.from(prose.matchAll(/^#+ (.+)$/gm), ([, heading = '']) => heading);
}

/** As GitHub names headings. */
function toAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-');
}

/** The rows of the first table after a line, without its head. */
function tableUnder(page: string, line: string): string[][] {
  const after = readFileSync(join(ROOT, page), 'utf8').split(line)[1] ?? '';
  const [table = ''] = /(?:^\|.*\n)+/m.exec(after) ?? [];
  const rows = table.trimEnd().split('\n').slice(2);
  return rows.map((row) =>
    row
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

/** A cell's code span without its quotes, or the cell. */
function unquote(cell: string): string {
  return /^`([^`]+)`$/.exec(cell)?.[1] ?? cell;
}
