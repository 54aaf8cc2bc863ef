import type { ReactNode } from 'react';
import classes from './badge.module.css';
import type { Tone } from './tone.ts';

/** A word in a colour, with an icon before it where there is one. `title` says what the word means. */
export function Badge({
  tone,
  title,
  size = 'sm',
  children,
}: {
  tone: Tone;
  title: string;
  size?: 'sm' | 'md';
  children: ReactNode;
}) {
  return (
    <span className={classes['badge']} data-tone={tone} data-size={size} title={title}>
      {children}
    </span>
  );
}
