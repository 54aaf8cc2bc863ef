import { Skeleton, Stack } from '@mantine/core';

/** The place of a job's page while it is read. */
export function JobSkeleton() {
  return (
    <Stack gap="md" aria-busy aria-label="Loading the job">
      <Skeleton h={14} w={60} />
      <Skeleton h={26} w={260} />
      <Skeleton h={84} radius="lg" />
      <Skeleton h={320} radius="lg" />
    </Stack>
  );
}
