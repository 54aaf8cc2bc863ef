import { describe, expect, it } from 'vitest';
import { parseSearch, stringifySearch } from '../../components/search-params.ts';
import { isFiltered, readJobListSearch, toJobFilter } from './job-list-search.ts';

const now = Date.parse('2026-03-14T12:00:31.500Z');

describe('the address of the list of jobs', () => {
  it('survives being written and read', () => {
    const search = {
      status: ['failed' as const, 'retrying' as const],
      type: ['demo:run' as const],
      from: '2026-03-01T00:00:00.000Z',
      subjectType: 'invoice',
      subjectId: '2026-0042',
    };
    expect(readJobListSearch(parseSearch(stringifySearch(search)))).toEqual(search);
  });

  it('loses what is not understood', () => {
    const search = readJobListSearch({
      status: ['broken', 'failed'],
      type: 'no type',
      range: '3h',
      from: 'soon',
      x: '1',
    });
    expect(search).toEqual({ status: ['failed'] });
    expect(search).toHaveProperty('range', undefined);
    expect(isFiltered(search)).toBe(true);
    expect(isFiltered(readJobListSearch({}))).toBe(false);
  });

  it('asks the API for a span that begins on a whole minute', () => {
    expect(toJobFilter({ status: ['failed'], range: '1h' }, now)).toEqual({
      status: ['failed'],
      createdAfter: '2026-03-14T11:00:00.000Z',
      limit: 50,
    });
  });

  it('asks the API for chosen dates as they are, and a span wins over them', () => {
    const ends = { from: '2026-03-01T00:00:00.000Z', to: '2026-03-02T00:00:00.000Z' };
    expect(toJobFilter(ends, now)).toEqual({ createdAfter: ends.from, createdBefore: ends.to, limit: 50 });
    expect(toJobFilter({ ...ends, range: '24h' }, now)).toEqual({
      createdAfter: '2026-03-13T12:00:00.000Z',
      limit: 50,
    });
  });
});
