import type { Organisation } from '@rota/contracts/client';
import classes from './organisation-name.module.css';

/** Whose jobs are on the screen. */
export function OrganisationName({ organisation }: { organisation: Organisation }) {
  return (
    <div className={classes['organisation']}>
      <span className={classes['initial']} aria-hidden>
        {organisation.name.slice(0, 1).toUpperCase()}
      </span>
      <span className={classes['name']} title={organisation.name}>
        {organisation.name}
      </span>
    </div>
  );
}
