import { useMediaQuery } from '@mantine/hooks';

/** Whether the screen is narrower than 768 px: tables are cards, the navigation is at the bottom. */
export function useIsNarrow(): boolean {
  return useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });
}
