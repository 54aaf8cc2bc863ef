import { Building2, FileStack, ListChecks, Upload, UsersRound } from 'lucide-react';

/** The pages of the navigation, in its order. `key` goes there after `g`. */
export const navItems = [
  { to: '/orgs/$orgSlug/jobs', label: 'Jobs', icon: ListChecks, key: 'j' },
  { to: '/orgs/$orgSlug/accounts', label: 'Accounts', icon: Building2, key: 'a' },
  { to: '/orgs/$orgSlug/contacts', label: 'Contacts', icon: UsersRound, key: 'c' },
  { to: '/orgs/$orgSlug/files', label: 'Files', icon: FileStack, key: 'f' },
  { to: '/orgs/$orgSlug/import', label: 'Import', icon: Upload, key: 'i' },
] as const;
