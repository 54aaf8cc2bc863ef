import { listContactsInfiniteOptions } from '@rota/contracts/client/query';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Outlet } from '@tanstack/react-router';
import { ContactTable } from '../features/records/contact-table.tsx';
import { RecordListView } from '../features/records/record-list-view.tsx';
import { toPagedRows } from './to-paged-rows.ts';

const route = getRouteApi('/orgs/$orgSlug/contacts');

/** Reads the contacts that the address asks for. */
export function ContactsPage() {
  const { client, organisation } = route.useRouteContext();
  const { search } = route.useSearch();
  const navigate = route.useNavigate();
  const path = { orgId: organisation.id };
  const contacts = toPagedRows(
    useInfiniteQuery({
      ...listContactsInfiniteOptions({ client, path, query: { search } }),
      initialPageParam: { path },
      getNextPageParam: (page) => page.nextCursor,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <>
      <RecordListView
        orgSlug={organisation.slug}
        kind="contacts"
        search={search ?? ''}
        onSearch={(text) => void navigate({ search: { search: text }, replace: true })}
        list={contacts}
      >
        <ContactTable orgSlug={organisation.slug} contacts={contacts.rows} />
      </RecordListView>
      <Outlet />
    </>
  );
}
