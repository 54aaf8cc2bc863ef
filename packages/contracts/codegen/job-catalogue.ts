import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  parse,
  SyntaxKind,
  type ModelStatementNode,
  type Node,
  type TypeReferenceNode,
} from '@typespec/compiler/ast';

/** A job type as its file in `spec/jobs/` declares it: `model XJob is JobOf<"area:verb", XInput, XOutput>`. */
export interface JobDeclaration {
  /** The file, relative to `spec/`. */
  file: string;
  /** The model, `DataImportJob`. */
  model: string;
  /** The type, `data:import`. */
  type: string;
  /** The model of its input, `DataImportInput`. */
  input: string;
  /** Whether its `x-rota-job` says `retired: true`: it is only kept for its old jobs. */
  retired: boolean;
}

/** Reads every job declaration under `spec/jobs`, in the order of the types' names. */
export async function readJobDeclarations(specDirectory: string): Promise<JobDeclaration[]> {
  const names = (await readdir(join(specDirectory, 'jobs'))).filter((name) => name.endsWith('.tsp'));
  const declarations = await Promise.all(
    names.map(async (name) =>
      jobDeclarationsIn(`jobs/${name}`, await readFile(join(specDirectory, 'jobs', name), 'utf8')),
    ),
  );
  const sorted = declarations.flat().toSorted((a, b) => (a.type < b.type ? -1 : 1));
  const twice = sorted.find((declaration, index) => declaration.type === sorted[index - 1]?.type);
  if (twice)
    throw new Error(`The job type ${twice.type} is declared twice, in ${twice.file} the second time`);
  return sorted;
}

/** The job declarations of one file. Throws when it has none, or one that does not follow the naming rules. */
export function jobDeclarationsIn(file: string, source: string): JobDeclaration[] {
  const models = parse(source).statements.filter((node) => node.kind === SyntaxKind.ModelStatement);
  const declarations = models.flatMap((model) => jobDeclaration(file, model) ?? []);
  if (declarations.length === 0)
    throw new Error(`${file} declares no job: model XJob is JobOf<"area:verb", XInput, XOutput>`);
  return declarations;
}

function jobDeclaration(file: string, model: ModelStatementNode): JobDeclaration | undefined {
  const template = model.is;
  if (template?.kind !== SyntaxKind.TypeReference || identifierOf(template) !== 'JobOf') return undefined;
  const [type, input] = template.arguments.map((argument) => argument.argument);
  const name = model.id.sv;
  if (type?.kind !== SyntaxKind.StringLiteral || !/^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/.test(type.value)) {
    throw new Error(`${file}: the type of ${name} must be written as "area:verb"`);
  }
  if (!name.endsWith('Job')) throw new Error(`${file}: the model ${name} must end in Job`);
  if (input?.kind !== SyntaxKind.TypeReference)
    throw new Error(`${file}: the input of ${name} must be a named model`);
  return { file, model: name, type: type.value, input: identifierOf(input), retired: isRetired(model) };
}

/** Whether `@extension("x-rota-job", #{ …, retired: true })` stands on the model. */
function isRetired(model: ModelStatementNode): boolean {
  const extensions = model.decorators.filter(({ arguments: [name] }) => textOf(name) === 'x-rota-job');
  return extensions.some(({ arguments: [, value] }) => {
    const members = value?.kind === SyntaxKind.ObjectLiteral ? value.properties : [];
    return members.some(
      (member) =>
        member.kind === SyntaxKind.ObjectLiteralProperty &&
        member.id.sv === 'retired' &&
        member.value.kind === SyntaxKind.BooleanLiteral &&
        member.value.value,
    );
  });
}

function textOf(node: Node | undefined): string | undefined {
  return node?.kind === SyntaxKind.StringLiteral ? node.value : undefined;
}

function identifierOf(node: TypeReferenceNode): string {
  if (node.target.kind !== SyntaxKind.Identifier) throw new Error('Job models are named without a namespace');
  return node.target.sv;
}

/**
 * The TypeSpec of `spec/job-catalogue.gen.tsp`: what is derived from all job types together. A retired type keeps its
 * name, and its jobs a shape that holds whatever they once took and gave; there is no request for one.
 */
export function printJobCatalogue(jobs: readonly JobDeclaration[]): string {
  const living = jobs.filter((job) => !job.retired);
  const retired = jobs.filter((job) => job.retired);
  return `// Made by codegen/job-catalogue.ts from the files of spec/jobs. Not for editing: \`pnpm generate\` makes it anew.
${[...new Set(jobs.map((job) => job.file))].map((file) => `import "./${file}";`).join('\n')}
import "./models/batch.tsp";
import "./models/workflow-node.tsp";

namespace Rota;

/** The name of a job type. */
enum JobTypeName {
${jobs.map((job) => `  /** See \`${job.model}\`.${job.retired ? ' Retired.' : ''} */\n  \`${job.type}\`,`).join('\n\n')}

  /** A batch's own job. No job of this type can be created. */
  batch,
}

${retired.map((job) => `/** A \`${job.type}\` job, of which no new ones are made. */\nmodel Retired${job.model} is RetiredJobOf<"${job.type}">;\n\n`).join('')}/** A job: one piece of work, from its creation to its end. \`type\` decides the shape of \`input\` and \`output\`. */
${printUnion(
  'Job',
  jobs
    .map((job) => ({ type: job.type, model: job.retired ? `Retired${job.model}` : job.model }))
    .concat({ type: 'batch', model: 'BatchJob' }),
)}

${living.map((job) => `/** The request for a \`${job.type}\` job. */\nmodel Create${job.model} is CreateJobOf<"${job.type}", ${job.input}>;`).join('\n\n')}

/** The request for a job. \`type\` decides the shape of \`input\`. */
${printUnion(
  'CreateJobRequest',
  living.map((job) => ({ type: job.type, model: `Create${job.model}` })),
)}

${living.map((job) => `/** The request for a batch of \`${job.type}\` jobs. */\nmodel Create${job.model}Batch is CreateBatchOf<"${job.type}", ${job.input}>;`).join('\n\n')}

/** The request for a batch. \`type\` decides the shape of each item's \`input\`. */
${printUnion(
  'CreateBatchRequest',
  living.map((job) => ({ type: job.type, model: `Create${job.model}Batch` })),
)}

${living.map(printNode).join('\n\n')}

/** A node of a workflow that is to be made. \`type\` decides the shape of \`input\`. */
${printUnion(
  'WorkflowNodeRequest',
  living.map((job) => ({ type: job.type, model: `${nodeOf(job)}Request` })),
)}
`;
}

/** `DataImportJob` → `DataImportNode`. */
const nodeOf = ({ model }: JobDeclaration): string => model.replace(/Job$/, 'Node');

/** Members of a node's input may come from other nodes: none of its own has to be there. */
function printNode(job: JobDeclaration): string {
  return `/** What is known of the input of a \`${job.type}\` node: see \`${job.input}\`. */
model ${nodeOf(job)}Input is OptionalProperties<${job.input}>;

/** A \`${job.type}\` node of a workflow that is to be made. */
model ${nodeOf(job)}Request is WorkflowNodeOf<"${job.type}", ${nodeOf(job)}Input>;`;
}

function printUnion(name: string, variants: readonly { type: string; model: string }[]): string {
  return `@discriminated(#{ envelope: "none", discriminatorPropertyName: "type" })
union ${name} {
${variants.map(({ type, model }) => `  /** A \`${type}\` job. */\n  "${type}": ${model},`).join('\n\n')}
}`;
}
