import type { JobLog } from '@rota/contracts/client';
import { expect, it } from 'vitest';
import { appendLines, logLinesMax } from './append-lines.ts';

const line = (id: number): JobLog => ({
  id,
  at: '2026-03-14T09:00:00Z',
  run: 1,
  level: 'info',
  message: '',
  fields: null,
});

it('a log takes in each line once, although streams repeat themselves', () => {
  const page = appendLines({ data: [line(1), line(2)], nextCursor: null }, [line(2), line(3)]);
  expect(page.data.map(({ id }) => id)).toEqual([1, 2, 3]);
  expect(appendLines(page, [line(3)])).toBe(page);
});

it('a log keeps its latest lines', () => {
  const many = Array.from({ length: logLinesMax + 5 }, (_, index) => line(index + 1));
  const { data } = appendLines({ data: [], nextCursor: null }, many);
  expect(data).toHaveLength(logLinesMax);
  expect(data.at(-1)?.id).toBe(logLinesMax + 5);
});
