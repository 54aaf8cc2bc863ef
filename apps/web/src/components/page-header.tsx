import type { ReactNode } from 'react';
import classes from './page-header.module.css';

/** What a page is headed by. */
interface PageHeaderProps {
  title: string;
  /** The browser tab's title, when it is not `title`. */
  tabTitle?: string;
  /** The way back to the page above it. */
  breadcrumb?: ReactNode;
  /** Beside the title: a badge, a state. */
  aside?: ReactNode;
  /** One line below. */
  description?: ReactNode;
  /** Buttons at the far end. */
  actions?: ReactNode;
}

/** The one `h1` of a page, with what belongs beside it. Sets the browser tab's title too. */
export function PageHeader({ title, tabTitle, breadcrumb, aside, description, actions }: PageHeaderProps) {
  return (
    <header className={classes['header']}>
      <title>{`${tabTitle ?? title} · Rota`}</title>
      <div className={classes['words']}>
        {breadcrumb && <div className={classes['breadcrumb']}>{breadcrumb}</div>}
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
