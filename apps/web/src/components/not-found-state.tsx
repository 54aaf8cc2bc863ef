import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { BlankState } from './blank-state.tsx';

/** An address that leads nowhere. */
export function NotFoundState() {
  return (
    <>
      <title>Not found · Rota</title>
      <BlankState
        icon={Compass}
        isPage
        title="This page does not exist"
        actions={
          <Button component={Link} to="/" variant="default">
            Go to your jobs
          </Button>
        }
      >
        <p>The address may be misspelt, or it belongs to an organisation that your key does not open.</p>
      </BlankState>
    </>
  );
}
