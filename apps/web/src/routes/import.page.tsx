import { getMetaOptions } from '@rota/contracts/client/query';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageHeader } from '../components/page-header.tsx';
import { ImportView } from '../features/import/import-view.tsx';
import { useImportStart } from './use-import-start.ts';

const route = getRouteApi('/orgs/$orgSlug/import');

/** Starts the import of a file, and goes to watch that job. */
export function ImportPage() {
  const { client, organisation } = route.useRouteContext();
  const navigate = route.useNavigate();
  const { slug: orgSlug, id: orgId } = organisation;
  const meta = useQuery(getMetaOptions({ client }));
  const { start, isPending, uploaded, error, cancel } = useImportStart({
    client,
    orgId,
    onStarted: ({ id: jobId }) => navigate({ to: '/orgs/$orgSlug/jobs/$jobId', params: { orgSlug, jobId } }),
  });
  return (
    <>
      <PageHeader
        title="Import a file"
        description="Rows of a CSV file become accounts or contacts. You watch it run."
      />
      <ImportView
        fileBytesMax={meta.data?.limits.fileBytes}
        isPending={isPending}
        uploaded={uploaded}
        error={error}
        onStart={start}
        onCancel={cancel}
      />
    </>
  );
}
