import type { JobTypeDescription } from './read-job-types.ts';

/** The TypeScript of `server/job-types.gen.ts`: the job catalogue, retired types apart from those that have validators. */
export function printJobTypes(jobTypes: readonly JobTypeDescription[]): string {
  const living = jobTypes.filter((job) => !job.retired);
  const retired = jobTypes.filter((job) => job.retired);
  return `// Made by codegen/print-job-types.ts from the files of spec/jobs. Not for editing: \`pnpm generate\` makes it anew.
import type { CatalogueEntry, JobTypeDefinition } from './job-type.ts';
import * as z from './gen/zod.gen.ts';

/** Every type of job that can be made, by its name. */
export const jobTypes = {
${living.map((job) => printJobType(job, printValidators(job))).join('\n')}
} satisfies Record<string, JobTypeDefinition>;

/** The types that are only kept for their old jobs. */
export const retiredJobTypes = {
${retired.map((job) => printJobType(job, '')).join('\n')}
} satisfies Record<string, CatalogueEntry>;
`;
}

function printValidators(job: JobTypeDescription): string {
  return `
    input: z.z${job.input},
    output: z.z${job.output},`;
}

function printJobType(job: JobTypeDescription, validators: string): string {
  return `  '${job.type}': {
    type: '${job.type}' as const,
    category: ${JSON.stringify(job.category)},
    description: ${JSON.stringify(job.description)},
    retired: ${job.retired},${validators}
    defaults: ${indent(JSON.stringify(job.defaults, null, 2))},
    retentionDays: ${JSON.stringify(job.retentionDays)},
    inputSchema: ${indent(JSON.stringify(job.inputSchema, null, 2))},
    outputSchema: ${indent(JSON.stringify(job.outputSchema, null, 2))},
  },`;
}

function indent(json: string): string {
  return json.replaceAll('\n', '\n    ');
}
