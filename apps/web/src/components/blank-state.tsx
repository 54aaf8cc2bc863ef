import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './blank-state.module.css';
import type { Tone } from './tone.ts';

/** What stands where there is nothing to show: why, and what to do about it. */
interface BlankStateProps {
  icon: LucideIcon;
  title: string;
  tone?: Tone;
  /** It stands for the whole page, so its title is the page's heading. */
  isPage?: boolean;
  /** `alert` is read out at once. */
  role?: 'status' | 'alert';
  children?: ReactNode;
  actions?: ReactNode;
}

/** An empty list, a missing page, a failure: one shape for all of them. */
export function BlankState(props: BlankStateProps) {
  const { icon: Icon, title, tone = 'neutral', isPage = false, role, children, actions } = props;
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div className={classes['state']} data-tone={tone} role={role}>
      <span className={classes['icon']}>
        <Icon size={22} aria-hidden />
      </span>
      <Title className={classes['title']}>{title}</Title>
      {children && <div className={classes['words']}>{children}</div>}
      {actions && <div className={classes['actions']}>{actions}</div>}
    </div>
  );
}
