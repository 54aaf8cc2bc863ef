import type { FileUpload, RotaClientOptions } from '@rota/contracts/client';

/**
 * A `fetch` for one upload of the SDK that tells how far it is, which the browser's own cannot. Address, headers and
 * abort signal are those of the SDK's request; the form is made of `body` again, because a request does not give its
 * form back without holding it in memory. It rejects as `fetch` does: a `TypeError` when the connection breaks off, an
 * `AbortError` when the signal aborts.
 */
export function createUploadFetch({
  body,
  onProgress,
}: {
  body: FileUpload;
  /** Called with what part is sent, 0 to 1. */
  onProgress: (part: number) => void;
}): NonNullable<RotaClientOptions['fetch']> {
  return async (input, init) => {
    const request = new Request(input, init);
    const upload = new XMLHttpRequest();
    upload.open(request.method, request.url);
    for (const [name, value] of request.headers) {
      // Names the boundary of the form that is not sent.
      if (name !== 'content-type') upload.setRequestHeader(name, value);
    }
    upload.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total === 0 ? 0 : loaded / total),
    );
    request.signal.addEventListener('abort', () => upload.abort());
    return await new Promise<Response>((resolve, reject) => {
      upload.addEventListener('load', () => {
        onProgress(1);
        const headers = { 'content-type': upload.getResponseHeader('content-type') ?? '' };
        resolve(new Response(upload.responseText, { status: upload.status, headers }));
      });
      upload.addEventListener('error', () => reject(new TypeError('The upload broke off')));
      upload.addEventListener('abort', () =>
        reject(new DOMException('The upload was cancelled', 'AbortError')),
      );
      upload.send(toForm(body));
    });
  };
}

function toForm({ file, expiresInSeconds }: FileUpload): FormData {
  const form = new FormData();
  if (expiresInSeconds !== undefined) form.append('expiresInSeconds', String(expiresInSeconds));
  form.append('file', file);
  return form;
}
