import type { LiveState } from '../live/live-state.ts';
import classes from './live-badge.module.css';
import type { Tone } from './tone.ts';

/** How the state of the event stream looks; nothing is said of a stream that has done its work. */
const presentations: Record<LiveState, { label: string; tone: Tone; title: string } | undefined> = {
  connecting: { label: 'Connecting', tone: 'neutral', title: 'Opening the stream of changes' },
  live: { label: 'Live', tone: 'positive', title: 'Changes appear as they happen' },
  reconnecting: {
    label: 'Reconnecting',
    tone: 'warning',
    title: 'The stream of changes broke off; trying again. What is shown may be old.',
  },
  refused: {
    label: 'Not live',
    tone: 'neutral',
    title: 'The server sends no changes here; reload to see them',
  },
  ended: undefined,
};

/** Whether what is shown changes by itself. */
export function LiveBadge({ state }: { state: LiveState }) {
  const presentation = presentations[state];
  if (!presentation) return null;
  return (
    <span
      className={classes['badge']}
      data-tone={presentation.tone}
      data-state={state}
      title={presentation.title}
      role="status"
    >
      <span className={classes['dot']} aria-hidden />
      {presentation.label}
    </span>
  );
}
