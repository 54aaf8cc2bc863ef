// Sets the colour scheme before anything is drawn, so that a dark screen never flashes white. A file of its own,
// because the content security policy allows no inline script. The key is the one in src/theme.ts.
{
  let stored = null;
  try {
    stored = window.localStorage.getItem('rota.color-scheme');
  } catch {
    // Storage is blocked: the system's choice holds.
  }
  const isSystemDark = window.matchMedia('(prefers-color-scheme: dark)').matches;
  const isDark = stored === 'dark' || (stored !== 'light' && isSystemDark);
  document.documentElement.setAttribute('data-mantine-color-scheme', isDark ? 'dark' : 'light');
}
