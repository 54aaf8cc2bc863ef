import { describe, expect, it } from 'vitest';
import { manyTexts, oneText, parseSearch, stringifySearch } from './search-params.ts';

describe('the query string', () => {
  it('repeats a name for several values, as the API does, and reads them back', () => {
    const search = { status: ['failed', 'retrying'], type: ['demo:run'], search: 'a & b' };
    const text = stringifySearch(search);
    expect(text).toBe('?status=failed&status=retrying&type=demo:run&search=a+%26+b');
    expect(parseSearch(text)).toEqual({ ...search, type: 'demo:run' });
  });

  it('leaves out what is empty or no text', () => {
    expect(stringifySearch({ search: '', status: undefined, page: 3 })).toBe('');
  });

  it('gives the first of several texts, and none for blank ones', () => {
    expect(oneText(['a', 'b'])).toBe('a');
    expect(oneText('  ')).toBeUndefined();
    expect(oneText({})).toBeUndefined();
  });

  it('gives each accepted text once', () => {
    const isShort = (text: string): text is 'a' | 'b' => text === 'a' || text === 'b';
    expect(manyTexts(['b', 'long', 'b', 'a'], isShort)).toEqual(['b', 'a']);
    expect(manyTexts('long', isShort)).toBeUndefined();
  });
});
