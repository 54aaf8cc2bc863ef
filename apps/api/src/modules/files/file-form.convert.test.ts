import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';

import { readFileForm, REFUSED_FILE_BYTES_MAX } from './file-form.convert.ts';

type Part = { name: string; filename?: string; type?: string; content: string };

const BOUNDARY = 'b0undary';
const CONTENT_TYPE = `multipart/form-data; boundary=${BOUNDARY}`;

function toForm(parts: Part[], { isCutOff = false } = {}): string {
  const body = parts.map(({ name, filename, type, content }) => {
    const file = filename === undefined ? '' : `; filename="${filename}"`;
    const contentType = type === undefined ? '' : `Content-Type: ${type}\r\n`;
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n${contentType}\r\n${content}\r\n`;
  });
  return isCutOff ? body.join('').slice(0, -2) : `${body.join('')}--${BOUNDARY}--\r\n`;
}

function bodyOf(content: string | ReadableStream<Uint8Array>, contentType = CONTENT_TYPE) {
  const stream = typeof content === 'string' ? new Blob([content]).stream() : content;
  return { contentType, contentLength: null, stream };
}

async function upload(form: string) {
  const { content, details } = await readFileForm(bodyOf(form));
  return { content: await text(content), details: await details };
}

const file: Part = { name: 'file', filename: 'ä.csv', type: 'text/csv', content: 'a,b\r\n1,2' };
const expiry: Part = { name: 'expiresInSeconds', content: '60' };
const withViolations = (...violations: [string, string][]): unknown =>
  expect.objectContaining({
    code: 'request.invalid',
    details: { violations: violations.map(([pointer, message]) => ({ in: 'body', pointer, message })) },
  });

describe('a form', () => {
  test('gives its file and what is said of it', async () => {
    expect(await upload(toForm([file]))).toEqual({
      content: 'a,b\r\n1,2',
      details: { name: 'ä.csv', contentType: 'text/csv', expiresInSeconds: null },
    });
  });

  test('may have the expiry before or after the file', async () => {
    expect(await upload(toForm([expiry, file]))).toMatchObject({ details: { expiresInSeconds: 60 } });
    expect(await upload(toForm([file, expiry]))).toMatchObject({ details: { expiresInSeconds: 60 } });
  });

  test('with the expiry twice is refused, although the values agree', async () => {
    await expect(upload(toForm([expiry, expiry, file]))).rejects.toEqual(
      withViolations(['/expiresInSeconds', 'must be given once']),
    );
    await expect(upload(toForm([file, expiry, expiry]))).rejects.toEqual(
      withViolations(['/expiresInSeconds', 'must be given once']),
    );
  });

  test('may have an empty file', async () => {
    expect(await upload(toForm([{ ...file, content: '' }]))).toMatchObject({ content: '' });
  });

  test('without a file, or with something else in its place, is refused', async () => {
    await expect(upload(toForm([]))).rejects.toEqual(withViolations(['/file', 'is missing']));
    await expect(upload(toForm([expiry]))).rejects.toEqual(withViolations(['/file', 'is missing']));
    await expect(upload(toForm([{ name: 'file', content: 'x' }]))).rejects.toEqual(
      withViolations(['/file', 'must be a file, with a file name'], ['/file', 'is missing']),
    );
  });

  test('with more than one file, unknown parts or a wrong expiry is refused with all that is wrong', async () => {
    const parts = [file, { ...file }, { name: 'x/y', content: '1' }, { ...expiry, content: '0' }];
    await expect(upload(toForm(parts))).rejects.toEqual(
      withViolations(
        ['/file', 'must be one file'],
        ['/x~1y', 'is not a part of an upload'],
        ['/expiresInSeconds', 'must be a whole number from 1 to 31536000'],
      ),
    );
  });

  test('with something wrong before its file and after it is refused with both', async () => {
    const bogus = { name: 'bogus', content: '1' };
    const both = withViolations(
      ['/expiresInSeconds', 'must be a whole number from 1 to 31536000'],
      ['/bogus', 'is not a part of an upload'],
    );
    for (const content of ['a,b', 'x'.repeat(REFUSED_FILE_BYTES_MAX)]) {
      const parts = [{ ...expiry, content: 'abc' }, { ...file, content }, bogus];
      await expect(upload(toForm(parts))).rejects.toEqual(both);
    }
    await expect(upload(toForm([bogus, file, file]))).rejects.toEqual(
      withViolations(['/bogus', 'is not a part of an upload'], ['/file', 'must be one file']),
    );
  });

  test('with something wrong before its file is refused without reading a large file', async () => {
    const head = toForm(
      [
        { name: 'x', content: '1' },
        { ...file, content: '' },
      ],
      { isCutOff: true },
    );
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(head)),
      pull: (controller) => controller.enqueue(Buffer.alloc(65_536)),
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(readFileForm(bodyOf(endless))).rejects.toEqual(
      withViolations(['/x', 'is not a part of an upload']),
    );
    await expect.poll(() => cancelled).toBe(true);
  });

  test.each(['1.5', '-1', '', 'abc', '31536001', '1e3', ' 1'])(
    'with the expiry %j is refused',
    async (content) => {
      await expect(upload(toForm([file, { ...expiry, content }]))).rejects.toMatchObject({
        code: 'request.invalid',
      });
    },
  );

  test.each(['1', '31536000'])('with the expiry %j is taken', async (content) => {
    expect(await upload(toForm([file, { ...expiry, content }]))).toMatchObject({
      details: { expiresInSeconds: Number(content) },
    });
  });

  test('of very many parts is refused', async () => {
    const parts = Array.from({ length: 1_000 }, () => expiry);
    await expect(upload(toForm([file, ...parts]))).rejects.toEqual(
      withViolations(['/expiresInSeconds', 'must be given once'], ['', 'has too many parts']),
    );
    // It may be among those that are not looked at.
    await expect(upload(toForm([...parts, file]))).rejects.toEqual(
      withViolations(['/expiresInSeconds', 'must be given once'], ['', 'has too many parts']),
    );
  });

  test('that is none is refused', async () => {
    const unreadable = withViolations(['', 'is not a multipart form']);
    const read = async (contentType: string) => await readFileForm(bodyOf('x', contentType));
    await expect(read('multipart/form-data')).rejects.toEqual(unreadable);
    await expect(read('text/plain')).rejects.toEqual(unreadable);
  });
});

describe('content', () => {
  test('fails with the error of the form when that is cut off', async () => {
    const { content } = await readFileForm(bodyOf(toForm([file], { isCutOff: true })));
    await expect(text(content)).rejects.toEqual(
      withViolations(['', 'is not a form that can be read to its end']),
    );
  });

  test('fails when the connection breaks', async () => {
    const connection = new TransformStream<Uint8Array, Uint8Array>();
    const client = connection.writable.getWriter();
    const opened = readFileForm(bodyOf(connection.readable));
    await client.write(Buffer.from(toForm([file], { isCutOff: true })));
    const { content, details } = await opened;
    await client.abort(new Error('reset'));
    await expect(text(content)).rejects.toMatchObject({ code: 'request.invalid' });
    await expect(details).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('that nobody wants any more ends the reading of the form', async () => {
    let cancelled = false;
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(toForm([file], { isCutOff: true }))),
      pull: (controller) => {
        pulled += 65_536;
        controller.enqueue(Buffer.alloc(65_536));
      },
      cancel: () => {
        cancelled = true;
      },
    });
    const { content } = await readFileForm(bodyOf(endless));
    await expect.poll(() => pulled).toBeGreaterThan(0);
    content.destroy();
    await expect.poll(() => cancelled).toBe(true);
    expect(pulled).toBeLessThan(2_000_000);
  });
});
