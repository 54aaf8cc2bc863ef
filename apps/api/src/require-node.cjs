// Plain JavaScript that old versions of Node can read: it runs before anything that they cannot.
'use strict';

const NODE_MAJOR_MIN = 26;

if (Number(process.versions.node.split('.')[0]) < NODE_MAJOR_MIN) {
  console.error(
    `Rota needs Node ${NODE_MAJOR_MIN} or newer; this is ${process.versions.node}. ` +
      'Start it with `npx -y pnpm@12 start`, which brings a Node of its own, or install a newer one (https://nodejs.org).',
  );
  process.exit(1);
}
