import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './trail.module.css';

/** The way back to the page above; `children` is the link to it. */
export function Trail({ children }: { children: ReactNode }) {
  return (
    <nav aria-label="Breadcrumb" className={classes['trail']}>
      <ChevronLeft size={14} aria-hidden />
      {children}
    </nav>
  );
}
