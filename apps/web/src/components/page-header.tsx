import type { ReactNode } from 'react';
import classes from './page-header.module.css';

/** What a page is headed by. */
export interface PageHeaderProps {
  title: string;
  /** The browser tab's title, when it is not `title`. */
  tabTitle?: string;
  /** Links to the pages above it. */
  trail?: ReactNode;
  /** Beside the title: a badge, a state. */
  aside?: ReactNode;
  /** One line below. */
  description?: ReactNode;
  /** Buttons at the far end. */
  actions?: ReactNode;
}

/** The one `h1` of a page, with what belongs beside it. Sets the browser tab's title too. */
export function PageHeader({ title, tabTitle, trail, aside, description, actions }: PageHeaderProps) {
  return (
    <header className={classes['header']}>
      <title>{`${tabTitle ?? title} · Rota`}</title>
      <div className={classes['words']}>
        {trail && <div className={classes['trail']}>{trail}</div>}
        <div className={classes['line']}>
          <h1 className={classes['title']}>{title}</h1>
          {aside}
        </div>
        {description && <p className={classes['description']}>{description}</p>}
      </div>
      {actions && <div className={classes['actions']}>{actions}</div>}
    </header>
  );
}
