import { Link } from '@tanstack/react-router';
import { navItems } from './nav-items.ts';
import classes from './nav-links.module.css';

interface NavLinksProps {
  orgSlug: string;
  /** Only the first pages, side by side: for the foot of a narrow screen. */
  isFoot?: boolean;
  /** Called when a link is followed. */
  onFollow?: () => void;
}

/** The links of the navigation; the current one is marked for eyes and screen readers. */
export function NavLinks({ orgSlug, isFoot = false, onFollow }: NavLinksProps) {
  return (
    <ul className={classes['links']} data-foot={isFoot || undefined}>
      {navItems
        .filter(({ isFirst }) => isFirst || !isFoot)
        .map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} params={{ orgSlug }} className={classes['link']} onClick={onFollow}>
              <Icon size={17} aria-hidden className={classes['icon']} />
              <span>{label}</span>
            </Link>
          </li>
        ))}
    </ul>
  );
}
