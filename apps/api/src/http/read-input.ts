import { toViolations, VIOLATIONS_MAX, type MultipartBody, type Operation } from '@rota/contracts/server';
import { ZodObject, type ZodType } from 'zod';

import type { Violation } from '../errors/app-error.ts';
import { invalidRequest } from '../errors/invalid-request.ts';
import { notFound } from '../errors/not-found.ts';
import type { HttpContext } from './hono-env.ts';
import { hasNoBody, readJsonBody, requireContentType } from './read-json-body.ts';
import { readQuery } from './read-query.ts';

/** The parts of a request after coercion and validation, as the contract's `Input` types them per operation. */
export type OperationInput = { path: unknown; query: unknown; headers: unknown; body: unknown };

/** What was read; `bodyBytes` are those of a JSON body, as they came. */
export type ReadRequest = { input: OperationInput; bodyBytes: Uint8Array };

const MULTIPART_TYPE = /^multipart\/form-data\s*;.*\bboundary=/i;

/**
 * Reads what an operation takes from a request.
 *
 * @throws AppError of kind `not_found` when an id in the path is malformed: it cannot name anything
 * @throws AppError of kind `invalid` with what is wrong with query, headers and body at once
 * @throws AppError of kind `too_large` or `unsupported_media_type` for a body that is not read
 */
export async function readInput(c: HttpContext, operation: Operation): Promise<ReadRequest> {
  const path = readPath(c, operation);
  const query = validateQuery(c, operation);
  const headers = validate(declaredHeaders(c, operation), {
    location: 'header',
    validator: operation.input.headers,
  });
  const body = await readBody(c, operation);
  const violations = [...query.violations, ...headers.violations, ...body.violations];
  if (violations.length > 0) throw invalidRequest(violations.slice(0, VIOLATIONS_MAX));
  return {
    input: { path, query: query.value, headers: headers.value, body: body.value },
    bodyBytes: body.bytes ?? new Uint8Array(),
  };
}

/** A part of the request, and what is wrong with it; its value counts only when nothing is. */
type ReadPart = { value?: unknown; violations: readonly Violation[] };

function readPath(c: HttpContext, operation: Operation): unknown {
  if (operation.input.path === null) return undefined;
  const result = operation.input.path.safeParse(c.req.param());
  if (result.success) return result.data;
  // `jobId` names a `job`; the organisation's own id was checked with the membership.
  throw notFound(String(result.error.issues[0]?.path[0]).replace(/Id$/, ''));
}

function validateQuery(c: HttpContext, operation: Operation): ReadPart {
  const { values, violations: unsound } = readQuery(new URL(c.req.url).searchParams, operation.queryKinds);
  const validator = operation.input.query;
  if (validator !== null) {
    const { value, violations } = validate(values, { location: 'query', validator });
    return { value, violations: [...unsound, ...violations] };
  }
  const unknown = Object.keys(values).map((name): Violation => ({
    in: 'query',
    pointer: `/${name}`,
    message: 'is not known here',
  }));
  return { violations: [...unsound, ...unknown] };
}

function declaredHeaders(c: HttpContext, operation: Operation): Record<string, string> {
  const { headers } = operation.input;
  if (!(headers instanceof ZodObject)) return {};
  const given = Object.keys(headers.shape).map((name): [string, string | undefined] => [
    name,
    c.req.header(name),
  ]);
  return Object.fromEntries(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

async function readBody(c: HttpContext, operation: Operation): Promise<ReadPart & { bytes?: Uint8Array }> {
  if (operation.bodyIsOptional && hasNoBody(c.req.raw)) {
    return validate({}, { location: 'body', validator: operation.input.body });
  }
  switch (operation.bodyKind) {
    case 'none':
      return { violations: [] };
    case 'multipart':
      return { value: unreadForm(c.req.raw), violations: [] };
    case 'json': {
      const body = await readJsonBody(c.req.raw, operation.bodyBytesMax ?? undefined);
      if (!('value' in body)) return body;
      const part = validate(body.value, { location: 'body', validator: operation.input.body });
      return { ...part, violations: [...body.violations, ...part.violations], bytes: body.bytes };
    }
  }
}

/** A form is read by its handler, part by part: it may be larger than this process's memory. */
function unreadForm(request: Request): MultipartBody {
  requireContentType(request.headers, { pattern: MULTIPART_TYPE, wanted: 'multipart/form-data' });
  const contentLength = request.headers.get('Content-Length');
  return {
    contentType: request.headers.get('Content-Type') ?? '',
    contentLength: contentLength === null ? null : Number(contentLength),
    stream: request.body ?? new Blob().stream(),
  };
}

function validate(
  value: unknown,
  { location, validator }: { location: Violation['in']; validator: ZodType | null },
): ReadPart {
  if (validator === null) return { violations: [] };
  const result = validator.safeParse(value);
  if (result.success) return { value: result.data, violations: [] };
  return { violations: toViolations(location, { validator, value, issues: result.error.issues }) };
}
