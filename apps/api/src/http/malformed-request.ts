import { problemTypeOf } from './problem-type.ts';
import { newRequestId } from './request-id.ts';

/** What is said of something that came over the wire and is no request. */
const FAULTS = {
  400: { title: 'Bad Request', detail: 'This is not an HTTP request that can be read.' },
  408: { title: 'Request Timeout', detail: 'The request did not come to its end in time.' },
  417: { title: 'Expectation Failed', detail: 'This server meets no expectation but 100-continue.' },
  431: { title: 'Request Header Fields Too Large', detail: 'The headers are larger than 16 KiB.' },
} as const;

/** The answer to what is no request: there is no path, no id and no way to go on. */
export function malformedRequest(status: keyof typeof FAULTS) {
  const { title, detail } = FAULTS[status];
  const requestId = newRequestId();
  const code = 'request.malformed';
  return {
    status,
    statusText: title,
    headers: { 'Content-Type': 'application/problem+json', 'X-Request-Id': requestId },
    body: JSON.stringify({
      type: problemTypeOf(code),
      title,
      status,
      detail,
      instance: '/',
      code,
      requestId,
    }),
  };
}
