import { Button } from '@mantine/core';
import { listJobTypesOptions } from '@rota/contracts/client/query';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Pause } from 'lucide-react';
import { ConfirmDialog } from '../components/confirm-dialog.tsx';
import { FailureState } from '../components/failure-state.tsx';
import { PageHeader } from '../components/page-header.tsx';
import { JobTypeTable } from '../features/job-types/job-type-table.tsx';
import { PauseTypeDialog } from '../features/job-types/pause-type-dialog.tsx';
import { useOrganisationPause } from './use-organisation-pause.ts';
import { useTypePause } from './use-type-pause.ts';

const route = getRouteApi('/orgs/$orgSlug/job-types');

/** The catalogue, with what holds a type or all work back. */
export function JobTypesPage() {
  const { client, organisation } = route.useRouteContext();
  const { slug: orgSlug, id: orgId } = organisation;
  const types = useQuery(listJobTypesOptions({ client, path: { orgId } }));
  const all = useOrganisationPause({ client, orgId });
  const one = useTypePause({ client, orgId });
  const [isAsked, asked] = useDisclosure();
  return (
    <>
      <PageHeader
        title="Job types"
        description="What can be run, and what is kept from running."
        actions={
          all.isPaused === false && (
            <Button variant="default" leftSection={<Pause size={15} aria-hidden />} onClick={asked.open}>
              Pause all work
            </Button>
          )
        }
      />
      {!types.data && types.error ? (
        <FailureState error={types.error} onRetry={() => void types.refetch()} />
      ) : (
        <JobTypeTable
          orgSlug={orgSlug}
          types={types.data?.data}
          resuming={one.resuming}
          onPause={one.ask}
          onResume={one.resume}
        />
      )}
      <PauseTypeDialog type={one.asked} isPending={one.isPausing} onConfirm={one.pause} onClose={one.close} />
      <ConfirmDialog
        isOpen={isAsked}
        title="Pause all work"
        confirmLabel="Pause everything"
        keepLabel="Let it run"
        isPending={all.isPausing}
        onConfirm={() => all.pause(asked.close)}
        onClose={asked.close}
      >
        No job of this organisation starts until somebody resumes it, whatever its type. Those that run go on;
        new ones may be made, and wait.
      </ConfirmDialog>
    </>
  );
}
