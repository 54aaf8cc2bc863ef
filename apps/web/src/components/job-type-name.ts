import type { JobTypeName } from '@rota/contracts/client';

/** By its shape: which types there are is the server's to say, and it refuses those it does not know. */
export function isJobTypeName(text: string): text is JobTypeName {
  return /^[a-z][a-z0-9-]*:[a-z][a-z0-9-]*$/.test(text);
}
