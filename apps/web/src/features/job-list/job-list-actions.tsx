import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Play, Upload } from 'lucide-react';

/** The ways to start a job by hand. */
export function JobListActions({ orgSlug }: { orgSlug: string }) {
  return (
    <>
      <Button
        variant="default"
        leftSection={<Play size={15} aria-hidden />}
        renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/jobs/new" params={{ orgSlug }} />}
      >
        Run a demo job
      </Button>
      <Button
        leftSection={<Upload size={15} aria-hidden />}
        renderRoot={(props) => <Link {...props} to="/orgs/$orgSlug/import" params={{ orgSlug }} />}
      >
        Import a file
      </Button>
    </>
  );
}
