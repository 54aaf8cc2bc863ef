import { useDocumentVisibility } from '@mantine/hooks';
import { useEffect, useEffectEvent, useState } from 'react';
import { followStream, type FollowStreamOptions } from './follow-stream.ts';
import type { LiveState } from './live-state.ts';

/** One subscription: what is opened, and what to do with it. */
export type Subscription<Event> = Pick<
  FollowStreamOptions<Event>,
  'open' | 'onEvent' | 'hasEnded' | 'onRefused'
> & {
  /** Called each time the stream is open (again). */
  onOpen?: () => void;
  onClose?: () => void;
};

/**
 * Follows a stream while the component is there and the page is visible. A browser opens six connections to a server
 * at most, over all tabs: a tab that nobody sees gives its own back.
 *
 * @param streamKey - Names the stream; another key opens another one. Undefined: none is open, the state is `ended`.
 * @param subscribe - Called once per connection that is begun.
 */
export function useStream<Event>(
  streamKey: string | undefined,
  subscribe: () => Subscription<Event>,
): LiveState {
  const [state, setState] = useState<LiveState>('connecting');
  const isVisible = useDocumentVisibility() === 'visible';
  const onSubscribe = useEffectEvent(subscribe);

  useEffect(() => {
    if (streamKey === undefined || !isVisible) return;
    const following = new AbortController();
    const { onOpen, onClose, ...subscription } = onSubscribe();
    const onState = (next: LiveState) => {
      if (following.signal.aborted) return;
      setState(next);
      if (next === 'live') onOpen?.();
    };
    void followStream({ ...subscription, onState, wake: window, signal: following.signal });
    return () => {
      following.abort();
      onClose?.();
    };
  }, [streamKey, isVisible]);

  return streamKey === undefined ? 'ended' : state;
}
