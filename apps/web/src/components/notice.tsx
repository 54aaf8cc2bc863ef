import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './notice.module.css';
import type { Tone } from './tone.ts';

/** A toned strip inside a page: an error's words, a result, a hint. `role="alert"` is read out at once. */
export function Notice({
  icon: Icon,
  tone,
  title,
  role,
  actions,
  children,
}: {
  icon: LucideIcon;
  tone: Tone;
  title: ReactNode;
  role?: 'alert' | 'status';
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={classes['notice']} data-tone={tone} role={role}>
      <Icon size={18} aria-hidden className={classes['icon']} />
      <div className={classes['words']}>
        <div className={classes['title']}>{title}</div>
        {children && <div className={classes['body']}>{children}</div>}
      </div>
      {actions && <div className={classes['actions']}>{actions}</div>}
    </div>
  );
}
