import { describe, expect, it } from 'vitest';
import { readSearchBoxText, writeSearchBoxText } from './search-box-text.ts';

describe('the search of the jobs', () => {
  it('takes the id of a job as the wish to open it', () => {
    const jobId = 'job_01k2v7q0c4e8h9jm3npqrst5vw';
    expect(readSearchBoxText(` ${jobId} `)).toEqual({ kind: 'job', jobId });
    expect(readSearchBoxText(jobId.slice(0, -1)).kind).toBe('subject');
  });

  it.each(['', 'invoice', 'invoice:2026-0042', 'url:https://a.example/b'])(
    'takes %j as a subject, and writes it the same',
    (text) => {
      const read = readSearchBoxText(text);
      expect(read.kind === 'subject' && writeSearchBoxText(read.subject)).toBe(text);
    },
  );
});
