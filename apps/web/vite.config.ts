import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiOrigin } from './env.ts';

const origin = apiOrigin();

export default defineConfig({
  plugins: [react()],
  // One copy each, whichever package asks: two would not share a context.
  resolve: { dedupe: ['react', 'react-dom', '@tanstack/react-query'] },
  build: {
    // Browsers that have `light-dark()`: it stays as it is written, and follows Mantine's `color-scheme`.
    target: ['chrome123', 'firefox120', 'safari17.5'],
    // Inlined assets would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    proxy: { '/v1': origin, '/docs': origin, '/openapi.json': origin },
  },
});
