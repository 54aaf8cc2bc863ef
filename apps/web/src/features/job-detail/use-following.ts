import { useLayoutEffect, useRef, useState } from 'react';

/** Closer to the end than this counts as being there. */
const nearPx = 24;

/** Keeps a box at its end while lines come in, until somebody scrolls up. */
export function useFollowing({ isGoing, lastId }: { isGoing: boolean; lastId: number }) {
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(isGoing);

  useLayoutEffect(() => {
    if (isFollowing && lastId > 0 && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [isFollowing, lastId]);

  const onScroll = () => {
    if (!box.current || !isGoing) return;
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    setFollowing(scrollHeight - scrollTop - clientHeight < nearPx);
  };
  return { box, isFollowing, setFollowing, onScroll };
}
