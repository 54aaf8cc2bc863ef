import type { JobType } from '../registry/job-type.ts';
import { JobRequestError, type JobRequestIssue } from '../errors.ts';
import type { JobRequest } from './job-request.ts';
import { limits } from '../limits.ts';
import { parseWith } from '../validation/parse-with-schema.ts';
import { findUnstorableJson } from '../validation/storable-json.ts';

/**
 * Checks a request as a whole.
 * @returns the input as its schema reads it, defaults filled in
 * @throws JobRequestError with every fault at once
 */
export async function checkJobRequest<Input>(
  request: JobRequest,
  contract: JobType<string, Input>,
): Promise<Input> {
  const options = optionIssues(request);
  const input = await readJobInput(request.input, { contract, pointer: '/input' });
  const inputIssues = 'issues' in input ? input.issues : [];
  if (options.length > 0) throw invalidOptions([...options, ...inputIssues]);
  if ('issues' in input) throw invalidInput(request.type, inputIssues);
  return input.value;
}

/**
 * Checks what a request says beside the input.
 * @throws JobRequestError `job.option_invalid` with every fault at once
 */
export function checkJobOptions(request: Omit<JobRequest, 'input'>): void {
  const options = optionIssues(request);
  if (options.length > 0) throw invalidOptions(options);
}

/** Reads an input as its type does, defaults filled in. `pointer` says where in the request it stands. */
export async function readJobInput<Input>(
  input: unknown,
  { contract, pointer }: { contract: JobType<string, Input>; pointer: string },
): Promise<{ value: Input } | { issues: JobRequestIssue[] }> {
  const unsound = findUnstorableJson(input, { pointer, bytesMax: limits.inputBytes });
  if (unsound.length > 0) return { issues: unsound };
  const parsed = await parseWith(contract.input, input);
  if (!('issues' in parsed)) return parsed;
  return { issues: parsed.issues.map((issue) => ({ ...issue, pointer: `${pointer}${issue.pointer}` })) };
}

/** The error of a request whose input does not fit. */
export function invalidInput(type: string, issues: JobRequestIssue[]): JobRequestError {
  return new JobRequestError('job.input_invalid', `The input does not fit ${type}.`, issues);
}

function invalidOptions(issues: JobRequestIssue[]): JobRequestError {
  return new JobRequestError('job.option_invalid', 'The job has options out of range.', issues);
}

function optionIssues(request: Omit<JobRequest, 'input'>): JobRequestIssue[] {
  const issues: JobRequestIssue[] = [];
  const bounded = (pointer: string, value: number | undefined, max: number) => {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= max)) {
      issues.push({ pointer, message: `must be a whole number from 1 to ${max}` });
    }
  };
  bounded('/maxAttempts', request.maxAttempts, limits.attemptsMax);
  bounded('/timeoutSeconds', request.timeoutSeconds, limits.timeoutSecondsMax);
  const { uniqueKey } = request;
  if (uniqueKey !== undefined && (uniqueKey === '' || uniqueKey.length > limits.uniqueKeyChars)) {
    issues.push({ pointer: '/uniqueKey', message: `must be of 1 to ${limits.uniqueKeyChars} characters` });
  }
  if (request.runAt !== undefined && Number.isNaN(request.runAt.getTime())) {
    issues.push({ pointer: '/runAt', message: 'is not a time' });
  }
  if (request.retry?.strategy === 'list' && request.retry.delaysSeconds.length === 0) {
    issues.push({
      pointer: '/retry/delaysSeconds',
      message: 'must name at least one delay for the strategy list',
    });
  }
  issues.push(
    ...parentIssues(request.dependsOn),
    ...findUnstorableJson(uniqueKey, { pointer: '/uniqueKey', bytesMax: Infinity }),
    ...findUnstorableJson(request.subject, { pointer: '/subject', bytesMax: Infinity }),
  );
  return issues;
}

function parentIssues(parents: readonly string[] = []): JobRequestIssue[] {
  if (parents.length > limits.parents) {
    return [{ pointer: '/dependsOn', message: `must name at most ${limits.parents} jobs` }];
  }
  return parents.flatMap((id, index) =>
    parents.indexOf(id) < index ? [{ pointer: `/dependsOn/${index}`, message: 'is named before' }] : [],
  );
}
