import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { operations, type MultipartBody } from '@rota/contracts/server';
import busboy, { type Busboy } from 'busboy';

import type { AppError } from '../../errors/app-error.ts';
import { invalidRequest } from '../../errors/invalid-request.ts';

/** What a form says of its file besides the content. */
export type FileFormDetails = {
  /** As given. */
  name: string;
  /** As given. */
  contentType: string;
  /** Null when the form does not say. */
  expiresInSeconds: number | null;
};

/** A form whose file is on its way. */
export type FileForm = {
  /** Fails with the error of the form when that cannot be read to its end. Destroy it to give up the form. */
  content: Readable;
  /** Known at the end of the form, as fields may follow the file. Rejects when a part is not as it should be. */
  details: Promise<FileFormDetails>;
};

const parts = operations.uploadFile.input.body.shape;
const FILE_PART = 'file' satisfies keyof typeof parts;
const EXPIRY_PART = 'expiresInSeconds' satisfies keyof typeof parts;
const expiry = parts[EXPIRY_PART].unwrap();

/** What a form may have around its file: fields, boundaries, headers. */
const AROUND_FILE_BYTES_MAX = 64 * 1024;

/** Two parts are meant; some more are read to say what is wrong with them. */
const LIMITS = { parts: 10, fieldNameSize: 100, fieldSize: 1_000, headerPairs: 50 };

/** How many bytes a form's file has at least, by what its request says before anything is read; 0 when it does not say. */
export function fileBytesMin({ contentLength }: MultipartBody): number {
  return Math.max(0, (contentLength ?? 0) - AROUND_FILE_BYTES_MAX);
}

/** A form with a fault is read on for others, but no more of its file than this: it is not wanted any more. */
export const REFUSED_FILE_BYTES_MAX = 1024 * 1024;
/** Nor for longer: whoever sends slowly learns of his faults before his file is through. */
const REFUSED_FILE_MS_MAX = 1_000;

const GIVEN_TWICE = 'must be given once';

/** One part that is not as it should be; `part` is empty when it is the form as a whole. */
type FormFault = { part: string; message: string };

/**
 * Reads a form up to its file, which then streams: nothing of it is held but a buffer. Parts: one `file` with a file name;
 * `expiresInSeconds`, if any, before or after it. What is wrong with the parts is reported together, but for what follows a
 * file of more than {@link REFUSED_FILE_BYTES_MAX}, or of more than a second, when something before that is wrong already.
 *
 * @throws AppError `request.invalid`
 */
export function readFileForm(body: MultipartBody): Promise<FileForm> {
  const form = createForm(body.contentType);
  const source = Readable.fromWeb(body.stream);
  const opened = Promise.withResolvers<FileForm>();
  const details = Promise.withResolvers<FileFormDetails>();
  // Whoever has the content learns of a failure by it, and need not look here.
  details.promise.catch(() => {});

  const faults: FormFault[] = [];
  let expiresInSeconds: number | null = null;
  let file: { name: string; contentType: string; content: PassThrough } | undefined;
  let isFileGiven = false;
  let isCutShort = false;

  const fail = (error: Error) => {
    file?.content.destroy(error);
    opened.reject(error);
    details.reject(error);
    source.destroy();
  };

  form.on('field', (part, value) => {
    const isRepeated = part === EXPIRY_PART && expiresInSeconds !== null;
    const fault = isRepeated ? GIVEN_TWICE : findFieldFault(part, value);
    if (fault === null) expiresInSeconds = Number(value);
    else if (!faults.some((known) => known.part === part && known.message === fault)) {
      faults.push({ part, message: fault });
    }
  });

  form.on('file', (part, stream, { filename, mimeType }) => {
    // The end of the form says what is wrong with it.
    stream.on('error', () => {});
    if (part !== FILE_PART) faults.push({ part, message: complainOf(part) });
    else if (isFileGiven) faults.push({ part, message: 'must be one file' });
    isFileGiven ||= part === FILE_PART;
    if (faults.length > 0) {
      if (file === undefined) readAway(stream, () => fail(formInvalid(faults)));
      else stream.resume();
      return;
    }
    const content = passOn(stream, source);
    file = { name: unescapeName(filename ?? ''), contentType: mimeType, content };
    opened.resolve({ content, details: details.promise });
  });

  form.on('partsLimit', () => {
    isCutShort = true;
    faults.push({ part: '', message: 'has too many parts' });
  });

  pipeline(source, form).then(
    () => {
      // Among the parts that are not looked at there may be one.
      if (!isFileGiven && !isCutShort) faults.push({ part: FILE_PART, message: 'is missing' });
      if (faults.length > 0 || file === undefined) fail(formInvalid(faults));
      else details.resolve({ name: file.name, contentType: file.contentType, expiresInSeconds });
    },
    (error: unknown) =>
      fail(formInvalid([{ part: '', message: 'is not a form that can be read to its end' }], error)),
  );
  return opened.promise;
}

/** Lets a file go by that nobody wants, up to {@link REFUSED_FILE_BYTES_MAX} and {@link REFUSED_FILE_MS_MAX}. */
function readAway(stream: Readable, onTooMuch: () => void): void {
  const timer = setTimeout(onTooMuch, REFUSED_FILE_MS_MAX);
  stream.once('close', () => clearTimeout(timer));
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > REFUSED_FILE_BYTES_MAX) onTooMuch();
  });
}

/** The file's bytes for its reader, who gives up the whole form when he goes before their end. */
function passOn(stream: Readable, source: Readable): PassThrough {
  const content = new PassThrough();
  content.on('error', () => {});
  content.once('close', () => {
    if (!content.readableEnded) source.destroy();
  });
  return stream.pipe(content);
}

function createForm(contentType: string): Busboy {
  try {
    // Browsers and curl write names in UTF-8; busboy reads Latin-1 unless told.
    return busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits: LIMITS });
  } catch (error) {
    throw formInvalid([{ part: '', message: 'is not a multipart form' }], error);
  }
}

/** As the HTML standard has it, browsers escape these three, and nothing else, in the names of a form. */
function unescapeName(name: string): string {
  return name.replaceAll('%22', '"').replaceAll(/%0[AD]/gi, ' ');
}

function findFieldFault(part: string, value: string): string | null {
  return part === EXPIRY_PART ? findExpiryFault(value) : complainOf(part);
}

function findExpiryFault(value: string): string | null {
  if (/^\d+$/.test(value) && expiry.safeParse(Number(value)).success) return null;
  return `must be a whole number from ${expiry.minValue} to ${expiry.maxValue}`;
}

function complainOf(part: string): string {
  return part === FILE_PART ? 'must be a file, with a file name' : 'is not a part of an upload';
}

function formInvalid(faults: readonly FormFault[], cause?: unknown): AppError {
  return invalidRequest(
    faults.map(({ part, message }) => ({
      in: 'body',
      pointer: part === '' ? '' : `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      message,
    })),
    cause,
  );
}
