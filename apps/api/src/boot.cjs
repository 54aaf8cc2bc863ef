// What has to come before all other code, in plain JavaScript that old versions of Node can read.
'use strict';

const NODE_MAJOR_MIN = 26;

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  console.error(
    `Rota needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}. ` +
      'Start it with `npx -y pnpm@12 start`, which brings a Node of its own, or install a newer one (https://nodejs.org).',
  );
  process.exit(1);
}

const { enableCompileCache, registerHooks } = require('node:module');

// Several processes load the same files, and in development again and again.
enableCompileCache();

// For each file of a package Node looks at its package.json, and drizzle's has 180 kB and some 600 files are loaded: a
// second of computing for every process. Its modules name each other by file, so there is nothing to look up.
registerHooks({
  resolve(specifier, context, nextResolve) {
    const parent = context.parentURL ?? '';
    if (/^\.\.?\/.*\.js$/.test(specifier) && /\/node_modules\/drizzle-orm\/.*\.js$/.test(parent)) {
      return { url: new URL(specifier, parent).href, format: 'module', shortCircuit: true };
    }
    return nextResolve(specifier, context);
  },
});
