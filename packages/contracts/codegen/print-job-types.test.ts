import { describe, expect, it } from 'vitest';

import { printJobTypes } from './print-job-types.ts';
import type { JobTypeDescription } from './read-job-types.ts';

const count: JobTypeDescription = {
  type: 'thing:count',
  category: 'Things',
  description: 'Counts things.',
  retired: false,
  input: 'CountInput',
  output: 'CountOutput',
  inputSchema: {},
  outputSchema: {},
  defaults: {},
  retentionDays: {},
};

describe('printing job types', () => {
  it('gives a type its validators', () => {
    const [living, retired] = printJobTypes([count]).split('export const retiredJobTypes');
    expect(living).toContain('input: z.zCountInput,\n    output: z.zCountOutput,');
    expect(retired).not.toContain('thing:count');
  });

  it('puts a retired type apart, without validators, because the models of its input and output are gone', () => {
    const [living, retired] = printJobTypes([{ ...count, retired: true }]).split(
      'export const retiredJobTypes',
    );
    expect(living).not.toContain('thing:count');
    expect(retired).toContain("'thing:count': {");
    expect(retired).not.toContain('zCount');
  });
});
