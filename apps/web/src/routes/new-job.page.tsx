import { createJobMutation } from '@rota/contracts/client/query';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { PageHeader } from '../components/page-header.tsx';
import { JobsBreadcrumb } from '../components/jobs-breadcrumb.tsx';
import { DemoJobForm } from '../features/demo-job/demo-job-form.tsx';
import { toDemoJobRequest } from '../features/demo-job/demo-job-values.ts';

const route = getRouteApi('/orgs/$orgSlug/jobs/new');

/** Creates a demonstration job and goes to watch it. */
export function NewJobPage() {
  const { client, organisation } = route.useRouteContext();
  const navigate = route.useNavigate();
  const { slug: orgSlug, id: orgId } = organisation;
  const create = useMutation({
    ...createJobMutation(),
    onSuccess: ({ id: jobId }) => navigate({ to: '/orgs/$orgSlug/jobs/$jobId', params: { orgSlug, jobId } }),
  });
  return (
    <>
      <PageHeader
        title="Run a demo job"
        breadcrumb={<JobsBreadcrumb orgSlug={orgSlug} />}
        description="It counts steps, and can be told to go wrong in every way that a job can. Nothing else happens."
      />
      <DemoJobForm
        isPending={create.isPending}
        error={create.error}
        onSubmit={(values) =>
          create.mutate({ client, path: { orgId }, body: toDemoJobRequest(values, Date.now()) })
        }
      />
    </>
  );
}
