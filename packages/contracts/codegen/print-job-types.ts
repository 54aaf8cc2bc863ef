import type { JobTypeDescription } from './read-job-types.ts';

/** The TypeScript of `server/job-types.gen.ts`: the job catalogue with its validators. */
export function printJobTypes(jobTypes: readonly JobTypeDescription[]): string {
  return `// Made by codegen/print-job-types.ts from openapi/openapi.yaml. Not for editing: \`pnpm generate\` makes it anew.
import type { JobTypeDefinition } from './job-type.ts';
import * as z from './gen/zod.gen.ts';

/** Every type of job, by its name. */
export const jobTypes = {
${jobTypes.map(printJobType).join('\n')}
} satisfies Record<string, JobTypeDefinition>;
`;
}

function printJobType(job: JobTypeDescription): string {
  return `  '${job.type}': {
    type: '${job.type}' as const,
    category: ${JSON.stringify(job.category)},
    description: ${JSON.stringify(job.description)},
    retired: ${job.retired},
    input: z.z${job.input},
    output: z.z${job.output},
    defaults: ${indent(JSON.stringify(job.defaults, null, 2))},
    inputSchema: ${indent(JSON.stringify(job.inputSchema, null, 2))},
    outputSchema: ${indent(JSON.stringify(job.outputSchema, null, 2))},
  },`;
}

function indent(json: string): string {
  return json.replaceAll('\n', '\n    ');
}
