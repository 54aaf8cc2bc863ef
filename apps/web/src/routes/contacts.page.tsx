import { listContactsInfiniteOptions } from '@rota/contracts/client/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { UsersRound } from 'lucide-react';
import { ContactTable } from '../features/records/contact-table.tsx';
import { RecordsView } from '../features/records/records-view.tsx';

const route = getRouteApi('/orgs/$orgSlug/contacts');

/** Reads the contacts that the address asks for. */
export function ContactsPage() {
  const { client, organisation } = route.useRouteContext();
  const { search = '' } = route.useSearch();
  const navigate = route.useNavigate();
  const path = { orgId: organisation.id };
  const contacts = useInfiniteQuery({
    ...listContactsInfiniteOptions({ client, path, ...(search !== '' && { query: { search } }) }),
    initialPageParam: { path },
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  });
  const rows = contacts.data?.pages.flatMap((page) => page.data);
  return (
    <>
      <RecordsView
        orgSlug={organisation.slug}
        title="Contacts"
        noun={{ one: 'contact', many: 'contacts' }}
        icon={UsersRound}
        placeholder="Search by name, e-mail or id"
        search={search}
        onSearch={(text) => void navigate({ search: text === '' ? {} : { search: text }, replace: true })}
        count={rows?.length}
        error={contacts.error}
        hasMore={contacts.hasNextPage}
        isLoadingMore={contacts.isFetchingNextPage}
        onLoadMore={() => void contacts.fetchNextPage()}
        onRetry={() => void contacts.refetch()}
      >
        <ContactTable orgSlug={organisation.slug} contacts={rows} search={search} />
      </RecordsView>
      <Outlet />
    </>
  );
}
