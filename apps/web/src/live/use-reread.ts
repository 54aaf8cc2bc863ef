import {
  streamOrganisationJobEvents,
  type Client,
  type OrganisationId,
  type OrganisationJobEvent,
} from '@rota/contracts/client';
import type { LiveState } from './live-state.ts';
import { createPoliteReader } from './polite-reader.ts';
import { useStream } from './use-stream.ts';

/**
 * Reads what events do not bring again when one of them says that it may have changed: figures, groups. At most once in
 * `restMs`, however much happens.
 */
export function useReread({
  client,
  orgId,
  restMs,
  concerns,
  read,
}: {
  client: Client;
  orgId: OrganisationId;
  restMs: number;
  /** Whether an event may have changed what is shown. */
  concerns: (event: OrganisationJobEvent) => boolean;
  /** Must not reject. */
  read: () => Promise<unknown>;
}): LiveState {
  return useStream(`changes of ${orgId}`, () => {
    const reader = createPoliteReader(read, restMs);
    return {
      open: ({ lastEventId, ...options }) => {
        const headers = lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId };
        return streamOrganisationJobEvents({ ...options, client, path: { orgId }, headers });
      },
      onEvent: (event) => {
        if (event.type === 'stream.reset' || concerns(event)) reader.readSoon();
      },
      hasEnded: () => false,
      onOpen: reader.readSoon,
      onClose: reader.close,
    };
  });
}
