import {
  createTheme,
  localStorageColorSchemeManager,
  type CSSVariablesResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** The one accent. Shade 6 carries white text at 5.3 : 1. */
const iris: MantineColorsTuple = [
  '#eef0ff',
  '#dfe3fe',
  '#c0c7fb',
  '#a3acf8',
  '#8792f3',
  '#6f7aec',
  '#525ce0',
  '#454dc8',
  '#3a41a6',
  '#2f3585',
];

const gray: MantineColorsTuple = [
  '#f8f9fb',
  '#f1f3f6',
  '#e6e9ef',
  '#d7dbe4',
  '#bcc2ce',
  '#8b93a3',
  '#636b7c',
  '#4a5162',
  '#323847',
  '#191d28',
];

const dark: MantineColorsTuple = [
  '#e4e7ee',
  '#c3c8d3',
  '#9ca3b2',
  '#727988',
  '#363c4a',
  '#2a2f3b',
  '#1c2029',
  '#12151c',
  '#0e1016',
  '#090b0f',
];

const monospace =
  "ui-monospace, 'SF Mono', 'Cascadia Mono', 'JetBrains Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace";

/** Sizes, type and defaults of every Mantine component. Colours that differ by scheme are in theme.css. */
export const theme = createTheme({
  primaryColor: 'iris',
  primaryShade: 6,
  colors: { iris, gray, dark },
  fontFamily: "'Inter Variable', ui-sans-serif, system-ui, sans-serif",
  fontFamilyMonospace: monospace,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.4' },
  radius: { xs: '0.25rem', sm: '0.375rem', md: '0.5rem', lg: '0.75rem', xl: '1rem' },
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  headings: { fontWeight: '600' },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: { defaultProps: { size: 'sm', allowDeselect: false, checkIconPosition: 'right' } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Tooltip: {
      defaultProps: { openDelay: 350, fz: 'xs', events: { hover: true, focus: true, touch: false } },
    },
    Modal: { defaultProps: { centered: true, radius: 'md', overlayProps: { backgroundOpacity: 0.4 } } },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.3 } } },
    Popover: { defaultProps: { radius: 'md', shadow: 'md' } },
    Menu: { defaultProps: { radius: 'md', shadow: 'md' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Put this message aside' } } },
  },
});

/** Mantine's greys for secondary text miss 4.5 : 1; these reach it on every surface of theme.css. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': gray[9],
    '--mantine-color-dimmed': '#5b6374',
    '--mantine-color-placeholder': '#6a7283',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-anchor': iris[7],
    '--mantine-color-default-border': gray[3],
    '--mantine-color-disabled-color': '#717989',
  },
  dark: {
    '--mantine-color-text': dark[0],
    '--mantine-color-dimmed': '#a2a9b8',
    '--mantine-color-placeholder': '#8d95a5',
    '--mantine-color-error': '#ff9b93',
    '--mantine-color-anchor': iris[3],
    '--mantine-color-default': dark[6],
    '--mantine-color-default-border': dark[4],
    '--mantine-color-disabled-color': '#8d95a5',
  },
});

/** Auto, light or dark, kept in this browser; public/color-scheme.js reads the same key before the first paint. */
export const colorSchemes = localStorageColorSchemeManager({ key: 'rota.color-scheme' });
