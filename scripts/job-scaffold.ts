/** A new job type in text: the two files that are its own, and its line in the list of handlers. */
export interface JobScaffold {
  /** Relative to the root. */
  specFile: string;
  spec: string;
  /** Relative to the root. */
  handlerFile: string;
  handler: string;
  /** The source of the list of handlers with the new one in it, in the order of names. */
  addTo(handlerList: string): string;
}

/** The list that every handler of a user job is in, relative to the root. */
export const HANDLER_LIST = 'apps/api/src/modules/jobs/handlers/index.ts';

const JOB_TYPE = /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/;

/**
 * What `pnpm new:job` writes for a type: it compiles and runs, and what it says is there to be replaced.
 * @throws Error with a sentence for people when the type is not `area:verb`.
 */
export function scaffoldJob(type: string): JobScaffold {
  if (!JOB_TYPE.test(type)) {
    throw new Error(
      `A job type is area:verb in lower-case letters, digits and hyphens, such as report:send; not "${type}".`,
    );
  }
  const words = type.split(/[:-]/);
  const fileName = type.replace(':', '-');
  const model = toModelName(words);
  const handler = `${model.charAt(0).toLowerCase()}${model.slice(1)}Handler`;
  return {
    specFile: `packages/contracts/spec/jobs/${fileName}.tsp`,
    spec: printSpec(type, model),
    handlerFile: `apps/api/src/modules/jobs/handlers/${fileName}.handler.ts`,
    handler: printHandler(type, handler),
    addTo: (handlerList) =>
      insertInOrder(
        insertInOrder(handlerList, {
          line: `import { ${handler} } from './${fileName}.handler.ts';\n`,
          // An import may take several lines; the group is what the order goes by.
          pattern: /^import \{[^}]*\} from '\.\/([\w-]+)\.handler\.ts';\n/gm,
          name: fileName,
        }),
        { line: `  '${type}': ${handler},\n`, pattern: /^ {2}'([\w:-]+)': \w+,\n/gm, name: type },
      ),
  };
}

/** Capital letters in a row count as one word where names are generated from this one: `a-b:test` is `AbTest`. */
function toModelName(words: readonly string[]): string {
  const name = words.map(capitalise).join('');
  return name.replaceAll(/(?<=[A-Z])[A-Z](?=[A-Z]|$)/g, (letter) => letter.toLowerCase());
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function printSpec(type: string, model: string): string {
  const area = capitalise(type.split(':')[0] ?? '');
  return `/** \`${type}\`: what it is for, in a sentence. */
import "@typespec/openapi";
import "../models/job.tsp";

using TypeSpec.OpenAPI;

namespace Rota;

/** What the job is asked to do. */
@example(#{ note: "hello" })
model ${model}Input {
  /** Stands for what the job needs: every property with its limits. */
  @maxLength(200)
  note: string;
}

/** What the job has done. */
@example(#{ note: "hello" })
model ${model}Output {
  /** Stands for what the job gives back. */
  @maxLength(200)
  note: string;
}

/** What a job of this type does, for people: the catalogue shows this sentence. */
@extension(
  "x-rota-job",
  #{
    category: "${area}",
    defaults: #{ priority: "normal", maxAttempts: 5, timeoutSeconds: 3600 },
  }
)
model ${model}Job is JobOf<"${type}", ${model}Input, ${model}Output>;
`;
}

function printHandler(type: string, handler: string): string {
  return `import { jobTypes } from '@rota/contracts/server';
import { defineJob } from '@rota/jobs';

/** What the job does. It may run more than once: write it so that a second run does no harm. */
export const ${handler} = defineJob(jobTypes['${type}'], {
  async run({ input, signal, logger, helpers }) {
    signal.throwIfAborted();
    logger.info('Started');
    helpers.updateProgress(100, 'Done');
    return { output: { note: input.note } };
  },
});
`;
}

/** Puts a line before the first one of its kind whose name sorts after it, else behind the last. */
function insertInOrder(
  source: string,
  { line, pattern, name }: { line: string; pattern: RegExp; name: string },
): string {
  const places = [...source.matchAll(pattern)].map((match) => ({
    name: match[1] ?? '',
    start: match.index,
    end: match.index + match[0].length,
  }));
  if (places.some((place) => place.name === name)) throw new Error(`${HANDLER_LIST} has ${name} already.`);
  const at = places.find((place) => place.name > name)?.start ?? places.at(-1)?.end;
  if (at === undefined) throw new Error(`${HANDLER_LIST} has no line to go by: add ${line.trim()} by hand.`);
  return source.slice(0, at) + line + source.slice(at);
}
