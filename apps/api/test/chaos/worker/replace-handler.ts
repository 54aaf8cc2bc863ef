/**
 * Loaded by a worker of a chaos run before its program (`node --import`): there, `demo:run` is what
 * chaos-run.handler.ts makes of it. The program itself has no switch for this.
 */
import { registerHooks } from 'node:module';

const REPLACED = 'demo-run.handler.ts';

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isList = context.parentURL?.endsWith('/modules/jobs/handlers/index.ts') === true;
    if (!isList || specifier !== `./${REPLACED}`) return nextResolve(specifier, context);
    const own = new URL('chaos-run.handler.ts', import.meta.url);
    // Where this process writes its log was said in the address that it loaded this file by.
    own.search = new URL(import.meta.url).search;
    return { url: own.href, format: 'module-typescript', shortCircuit: true };
  },
});
