import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import type { Problem, StoredFile, StoredFilePage } from '@rota/contracts/server';
import { files } from '@rota/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { startTestApi, type Answer, type TestApi } from './harness.ts';
import { createProcessSetup, type ProcessSetup } from './process-setup.ts';

const FILES = '/v1/orgs/{orgId}/files';
const MIB = 1024 * 1024;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

type Content = ConstructorParameters<typeof Blob>[0];

function upload(
  content: Content,
  fields: Record<string, string> = {},
  name = 'a.csv',
): Promise<Answer<StoredFile>> {
  const body = new FormData();
  body.append('file', new Blob(content, { type: 'text/csv' }), name);
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  return api.call<StoredFile>('POST', FILES, { body });
}

describe('an upload', () => {
  test('answers 201 with the file and its place, and can be read, listed and downloaded', async () => {
    const { status, headers, body: file } = await upload(['grüße'], { expiresInSeconds: '60' }, 'Ä "1".csv');
    expect(status).toBe(201);
    expect(headers.get('Location')).toBe(`/v1/orgs/${api.tenant.publicOrgId}/files/${file.id}`);
    expect(file).toMatchObject({
      name: 'Ä "1".csv',
      contentType: 'text/csv',
      sizeBytes: 7,
      sha256: createHash('sha256').update('grüße').digest('hex'),
    });
    expect(Date.parse(file.expiresAt ?? '') - Date.parse(file.createdAt)).toBe(60_000);
    expect((await api.call('GET', `${FILES}/${file.id}`)).body).toEqual(file);
    expect((await api.call<StoredFilePage>('GET', FILES)).body.data[0]).toEqual(file);

    const download = await api.call('GET', `${FILES}/${file.id}/content`);
    expect(download.body).toBe('grüße');
    expect(Object.fromEntries(download.headers)).toMatchObject({
      'content-disposition': `attachment; filename="_ _1_.csv"; filename*=UTF-8''%C3%84%20%221%22.csv`,
      'content-length': '7',
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
    });
  });

  test('comes back byte by byte', async () => {
    const bytes = randomBytes(3 * MIB + 7);
    const { body } = await upload([bytes]);
    const response = await fetch(
      `${api.baseUrl}${FILES.replace('{orgId}', api.tenant.publicOrgId)}/${body.id}/content`,
      {
        headers: { Authorization: `Bearer ${api.tenant.apiKey}` },
      },
    );
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('is refused with everything that is wrong with its form', async () => {
    const { status, body } = await upload(['x'], { expiresInSeconds: '-1', name: 'y' });
    expect(status).toBe(400);
    expect(body).toMatchObject({
      code: 'request.invalid',
      errors: [
        { in: 'body', pointer: '/expiresInSeconds', message: 'must be a whole number from 1 to 31536000' },
        { in: 'body', pointer: '/name', message: 'is not a part of an upload' },
      ],
    });
  });

  test.each(['../../evil.csv', '..\\..\\evil.csv', '/etc/evil.csv'])(
    'named %j is stored as evil.csv',
    async (name) => {
      expect((await upload(['x'], {}, name)).body.name).toBe('evil.csv');
    },
  );
});

describe('a file', () => {
  test('that was deleted is gone, and deleting it again answers 404', async () => {
    const { body: file } = await upload(['x']);
    expect(await api.call('DELETE', `${FILES}/${file.id}`)).toMatchObject({ status: 204, body: '' });
    for (const [method, path] of [
      ['GET', ''],
      ['GET', '/content'],
      ['DELETE', ''],
    ] as const) {
      const { status, body } = await api.call<Problem>(method, `${FILES}/${file.id}${path}`);
      expect({ status, code: body.code }).toEqual({ status: 404, code: 'file.not_found' });
    }
  });

  test('that has expired is gone', async () => {
    const { body: file } = await upload(['x'], { expiresInSeconds: '1' });
    await api.database.owner.update(files).set({ expiresAt: new Date(0) });
    expect(await api.call('GET', `${FILES}/${file.id}/content`)).toMatchObject({ status: 404 });
    expect((await api.call<StoredFilePage>('GET', FILES)).body.data).toEqual([]);
  });

  test('is listed once over the pages, newest first', async () => {
    const ids: string[] = [];
    for (const name of ['1', '2', '3']) ids.unshift((await upload(['x'], {}, name)).body.id);
    const first = await api.call<StoredFilePage>('GET', `${FILES}?limit=2`);
    const second = await api.call<StoredFilePage>('GET', `${FILES}?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.data, ...second.body.data].slice(0, 3).map(({ id }) => id)).toEqual(ids);
  });
});

describe('an upload that goes wrong, in a process of its own', { timeout: 60_000 }, () => {
  const closers = new AsyncDisposableStack();
  let setup: ProcessSetup;
  beforeAll(async () => {
    setup = closers.use(await createProcessSetup());
    closers.use(await setup.startApi());
  });
  afterAll(() => closers.disposeAsync());

  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n';

  /** A request whose body is written by hand. */
  function openUpload(headers: Record<string, string> = {}) {
    const { url, orgId, apiKey } = setup.access;
    const opened = request(`${url}/v1/orgs/${orgId}/files`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${apiKey}`,
        'Content-Type': 'multipart/form-data; boundary=b',
        ...headers,
      },
    });
    opened.on('error', () => {});
    return opened;
  }

  /** The answer, which may come before the request is complete. */
  async function answerTo(opened: ClientRequest): Promise<IncomingMessage> {
    const [response] = (await once(opened, 'response')) as [IncomingMessage];
    return response;
  }

  async function storedFiles(): Promise<string[]> {
    const entries = await readdir(join(setup.env()['ROTA_DATA_DIR'] ?? '', 'files'), {
      recursive: true,
      withFileTypes: true,
    }).catch(() => []);
    // Beside the mark that says whose the folder is.
    return entries
      .filter((entry) => entry.isFile() && entry.name !== 'installation')
      .map((entry) => entry.name);
  }

  test('leaves nothing behind when the client goes away in the middle', async () => {
    const broken = openUpload();
    broken.write(head);
    broken.write(Buffer.alloc(MIB));
    await expect.poll(storedFiles).toHaveLength(1);
    broken.destroy();
    await expect.poll(storedFiles).toEqual([]);
    expect(await setup.database.owner.select().from(files)).toEqual([]);
  });

  test('is told so at once when it says that it is too large', async () => {
    const large = openUpload({ 'Content-Length': String(2 ** 31) });
    large.write(head);
    const response = await answerTo(large);
    expect(response.statusCode).toBe(413);
    expect(JSON.parse(await text(response))).toMatchObject({ code: 'file.too_large' });
    large.destroy();
  });

  test('is told what is wrong with its form before its file is sent', async () => {
    const wrong = openUpload();
    wrong.write('--b\r\nContent-Disposition: form-data; name="x"\r\n\r\n1\r\n');
    wrong.write(`${head}the first of many bytes`);
    const response = await answerTo(wrong);
    expect(response.statusCode).toBe(400);
    wrong.destroy();
    await expect.poll(storedFiles).toEqual([]);
  });
});
