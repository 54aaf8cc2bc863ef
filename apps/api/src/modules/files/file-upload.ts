import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { MultipartBody } from '@rota/contracts/server';
import busboy, { type Busboy } from 'busboy';
import { uploadInvalid, type UploadFault } from './files.errors.ts';
import type { FileDetails } from './files.service.ts';

/** The file of an upload form, on its way. */
export type FileUpload = {
  /** Fails with the error of the form when that cannot be read to its end. Destroy it to give up the form. */
  content: Readable;
  /** Known at the end of the form, as fields may follow the file. Rejects when a part is not as it should be. */
  details: Promise<FileDetails>;
};

/** A year, as the contract says (`ExpirySeconds`). */
const EXPIRES_IN_SECONDS_MAX = 365 * 24 * 3_600;

/** Two parts are meant; some more are read to say what is wrong with them. */
const LIMITS = { parts: 10, fieldNameSize: 100, fieldSize: 1_000, headerPairs: 50 };

/**
 * Reads an upload form up to its file, which then streams: nothing of it is held but a buffer. Parts: one `file` with a
 * file name; `expiresInSeconds`, if any, before or after it. What is wrong with the parts is reported together.
 *
 * @throws AppError `request.invalid`
 */
export function readFileUpload(body: MultipartBody): Promise<FileUpload> {
  const form = createForm(body.contentType);
  const source = Readable.fromWeb(body.stream);
  const opened = Promise.withResolvers<FileUpload>();
  const details = Promise.withResolvers<FileDetails>();
  // Whoever has the content learns of a failure by it, and need not look here.
  details.promise.catch(() => {});

  const faults: UploadFault[] = [];
  let expiresInSeconds: number | null = null;
  let file: { name: string; contentType: string; content: PassThrough } | undefined;

  const fail = (error: Error) => {
    file?.content.destroy(error);
    opened.reject(error);
    details.reject(error);
    source.destroy();
  };

  form.on('field', (part, value) => {
    const fault = part === 'expiresInSeconds' ? findExpiryFault(value) : complainOf(part);
    if (fault === null) expiresInSeconds = Number(value);
    else faults.push({ part, message: fault });
  });

  form.on('file', (part, stream, { filename, mimeType }) => {
    // The end of the form says what is wrong with it.
    stream.on('error', () => {});
    if (part !== 'file' || file !== undefined || faults.length > 0) {
      stream.resume();
      if (part !== 'file') faults.push({ part, message: complainOf(part) });
      else if (file !== undefined) faults.push({ part, message: 'must be one file' });
      if (file === undefined) fail(uploadInvalid(faults));
      return;
    }
    const content = new PassThrough();
    file = { name: unescapeName(filename ?? ''), contentType: mimeType, content };
    content.on('error', () => {});
    content.once('close', () => {
      if (!content.readableEnded) source.destroy();
    });
    stream.pipe(content);
    opened.resolve({ content, details: details.promise });
  });

  form.on('partsLimit', () => faults.push({ part: '', message: 'has too many parts' }));

  pipeline(source, form).then(
    () => {
      if (file === undefined) faults.push({ part: 'file', message: 'is missing' });
      if (faults.length > 0 || file === undefined) fail(uploadInvalid(faults));
      else details.resolve({ name: file.name, contentType: file.contentType, expiresInSeconds });
    },
    (error: unknown) =>
      fail(uploadInvalid([{ part: '', message: 'is not a form that can be read to its end' }], error)),
  );
  return opened.promise;
}

function createForm(contentType: string): Busboy {
  try {
    // Browsers and curl write names in UTF-8; busboy reads Latin-1 unless told.
    return busboy({ headers: { 'content-type': contentType }, defParamCharset: 'utf8', limits: LIMITS });
  } catch (error) {
    throw uploadInvalid([{ part: '', message: 'is not a multipart form' }], error);
  }
}

/** As the HTML standard has it, browsers escape these three, and nothing else, in the names of a form. */
function unescapeName(name: string): string {
  return name.replaceAll('%22', '"').replaceAll(/%0[AD]/gi, ' ');
}

function findExpiryFault(value: string): string | null {
  const seconds = /^\d{1,9}$/.test(value) ? Number(value) : 0;
  if (seconds >= 1 && seconds <= EXPIRES_IN_SECONDS_MAX) return null;
  return `must be a whole number from 1 to ${EXPIRES_IN_SECONDS_MAX}`;
}

function complainOf(part: string): string {
  return part === 'file' ? 'must be a file, with a file name' : 'is not a part of an upload';
}
