import { ActionIcon, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Organisation } from '@rota/contracts/client';
import { Menu } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { BrandMark } from '../../components/brand-mark.tsx';
import { NavLinks } from './nav-links.tsx';
import { OrganisationName } from './organisation-name.tsx';
import { Preferences } from './preferences.tsx';
import classes from './shell.module.css';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useShortcuts } from './use-shortcuts.ts';

/** What stands around every page of an organisation. */
interface ShellProps {
  organisation: Organisation;
  /** Names the page; when it changes, the keyboard is brought to its beginning. */
  page: string;
  /** What every page begins with while it holds. */
  banner?: ReactNode;
  onSignOut: () => void;
  children: ReactNode;
}

/** Navigation at the left, below 768 px at the bottom with the rest in a drawer. */
export function Shell({ organisation, page, banner, onSignOut, children }: ShellProps) {
  const [isMenuOpen, menu] = useDisclosure();
  const [isHelpOpen, help] = useDisclosure();
  const shortcuts = useShortcuts({ orgSlug: organisation.slug, onHelp: help.open });
  const main = useFocusOnPageChange(page);
  const preferences = (
    <Preferences
      onSignOut={onSignOut}
      onHelp={() => {
        menu.close();
        help.open();
      }}
    />
  );
  return (
    <div className={classes['shell']}>
      <a href="#main" className={classes['skip']}>
        Skip to content
      </a>
      <TopBar organisation={organisation} onMenu={menu.open} />
      <SideBar organisation={organisation}>{preferences}</SideBar>
      <main id="main" ref={main} tabIndex={-1} className={classes['main']}>
        {banner}
        {children}
      </main>
      <nav aria-label="Main" className={classes['bottom']}>
        <NavLinks orgSlug={organisation.slug} isFoot />
      </nav>
      <Drawer
        opened={isMenuOpen}
        onClose={menu.close}
        position="right"
        size="18rem"
        title={organisation.name}
      >
        <nav aria-label="All pages" className={classes['menu']}>
          <NavLinks orgSlug={organisation.slug} onFollow={menu.close} />
        </nav>
        {preferences}
      </Drawer>
      <ShortcutsDialog isOpen={isHelpOpen} onClose={help.close} shortcuts={shortcuts} />
    </div>
  );
}

/** Stands in for the side bar on narrow screens. */
function TopBar({ organisation, onMenu }: { organisation: Organisation; onMenu: () => void }) {
  return (
    <header className={classes['top']}>
      <BrandMark size={24} />
      <OrganisationName organisation={organisation} />
      <ActionIcon size="lg" aria-label="Open menu" onClick={onMenu}>
        <Menu size={20} aria-hidden />
      </ActionIcon>
    </header>
  );
}

function SideBar({ organisation, children }: { organisation: Organisation; children: ReactNode }) {
  return (
    <aside className={classes['side']}>
      <div className={classes['brand']}>
        <BrandMark size={26} />
        <span className={classes['wordmark']}>Rota</span>
      </div>
      <OrganisationName organisation={organisation} />
      <nav aria-label="Main" className={classes['nav']}>
        <NavLinks orgSlug={organisation.slug} />
      </nav>
      {children}
    </aside>
  );
}

/** Otherwise the focus stays on a link that is gone, and a screen reader says nothing. */
function useFocusOnPageChange(page: string) {
  const main = useRef<HTMLElement>(null);
  const lastPage = useRef(page);
  useEffect(() => {
    if (lastPage.current !== page) main.current?.focus({ preventScroll: true });
    lastPage.current = page;
  }, [page]);
  return main;
}
