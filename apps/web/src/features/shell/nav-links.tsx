import { Link } from '@tanstack/react-router';
import { navItems } from './nav-items.ts';
import classes from './nav-links.module.css';

/** The links of the navigation; the current one is marked for eyes and screen readers. */
export function NavLinks({ orgSlug }: { orgSlug: string }) {
  return (
    <ul className={classes['links']}>
      {navItems.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link to={to} params={{ orgSlug }} className={classes['link']}>
            <Icon size={17} aria-hidden className={classes['icon']} />
            <span>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
