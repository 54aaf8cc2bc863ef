import { listAccountsInfiniteOptions } from '@rota/contracts/client/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { AccountTable } from '../features/records/account-table.tsx';
import { RecordListView } from '../features/records/record-list-view.tsx';
import { toPagedRows } from './to-paged-rows.ts';

const route = getRouteApi('/orgs/$orgSlug/accounts');

/** Reads the accounts that the address asks for. */
export function AccountsPage() {
  const { client, organisation } = route.useRouteContext();
  const { search } = route.useSearch();
  const navigate = route.useNavigate();
  const path = { orgId: organisation.id };
  const accounts = toPagedRows(
    useInfiniteQuery({
      ...listAccountsInfiniteOptions({ client, path, query: { search } }),
      initialPageParam: { path },
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <RecordListView
        orgSlug={organisation.slug}
        kind="accounts"
        search={search ?? ''}
        onSearch={(text) => void navigate({ search: { search: text }, replace: true })}
        list={accounts}
      >
        <AccountTable orgSlug={organisation.slug} accounts={accounts.rows} />
      </RecordListView>
      <Outlet />
    </>
  );
}
