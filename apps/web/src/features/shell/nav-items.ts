import {
  ArchiveX,
  Building2,
  ChartColumn,
  FileStack,
  ListChecks,
  Shapes,
  Upload,
  UsersRound,
} from 'lucide-react';

/**
 * The pages of the navigation, in its order. `key` goes there after `g`. Those that are `first` have a place at the foot
 * of a narrow screen too; the others are in its menu.
 */
export const navItems = [
  { to: '/orgs/$orgSlug/overview', label: 'Overview', icon: ChartColumn, key: 'o', isFirst: true },
  { to: '/orgs/$orgSlug/jobs', label: 'Jobs', icon: ListChecks, key: 'j', isFirst: true },
  { to: '/orgs/$orgSlug/dead-letters', label: 'Dead letters', icon: ArchiveX, key: 'd', isFirst: true },
  { to: '/orgs/$orgSlug/job-types', label: 'Job types', icon: Shapes, key: 't', isFirst: false },
  { to: '/orgs/$orgSlug/accounts', label: 'Accounts', icon: Building2, key: 'a', isFirst: true },
  { to: '/orgs/$orgSlug/contacts', label: 'Contacts', icon: UsersRound, key: 'c', isFirst: false },
  { to: '/orgs/$orgSlug/files', label: 'Files', icon: FileStack, key: 'f', isFirst: false },
  { to: '/orgs/$orgSlug/import', label: 'Import', icon: Upload, key: 'i', isFirst: true },
] as const;
