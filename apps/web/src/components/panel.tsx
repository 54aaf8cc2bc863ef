import type { ReactNode } from 'react';
import classes from './panel.module.css';

/** A raised surface with an optional heading. `flush` leaves the inner spacing to the children, for tables. */
export function Panel({
  title,
  aside,
  flush = false,
  children,
}: {
  title?: string;
  aside?: ReactNode;
  flush?: boolean;
  children: ReactNode;
}) {
  return (
    <section className={classes['panel']} aria-label={title}>
      {title && (
        <div className={classes['heading']}>
          <h2 className={classes['title']}>{title}</h2>
          {aside}
        </div>
      )}
      <div className={flush ? undefined : classes['body']}>{children}</div>
    </section>
  );
}
