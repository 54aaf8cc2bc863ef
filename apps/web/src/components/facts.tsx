import type { ReactNode } from 'react';
import classes from './facts.module.css';

/** A name and a value. */
export interface Fact {
  name: string;
  value: ReactNode;
  /** It takes the whole line. */
  isWide?: true;
}

/** Names and values in as many columns as there is room for. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className={classes['facts']}>
      {facts.map(({ name, value, isWide }) => (
        <div key={name} className={classes['fact']} data-wide={isWide}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
