import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import classes from './jobs-breadcrumb.module.css';

/** The way back from a page below the list of jobs. */
export function JobsBreadcrumb({ orgSlug }: { orgSlug: string }) {
  return (
    <nav aria-label="Breadcrumb" className={classes['breadcrumb']}>
      <ChevronLeft size={14} aria-hidden />
      <Link to="/orgs/$orgSlug/jobs" params={{ orgSlug }}>
        Jobs
      </Link>
    </nav>
  );
}
