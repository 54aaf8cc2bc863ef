import { join } from 'node:path';
import type { UserConfig } from '@hey-api/openapi-ts';

/** Imports keep their file endings, because Node runs the sources as they are. */
const output = { module: { extension: '.ts' }, header: [], postProcess: [] } as const;

/**
 * What hey-api makes of `openapi/openapi.yaml` in a directory: the server's types and validators, and the SDK.
 *
 * @param directory - Absolute; the package, or a stand-in for it that is compared with the package.
 */
export function openApiTsConfig(directory: string): UserConfig[] {
  const input = join(directory, 'openapi', 'openapi.yaml');
  return [
    {
      input,
      logs: { level: 'silent', file: false },
      output: { ...output, path: join(directory, 'server', 'gen') },
      plugins: [
        '@hey-api/typescript',
        {
          name: 'zod',
          dates: { offset: true },
          // Members that the contract does not know are violations, at any depth, in requests as in our own replies.
          $resolvers: {
            object: (ctx) =>
              ctx.nodes.additionalProperties(ctx)
                ? ctx.nodes.base(ctx)
                : ctx.$(ctx.plugin.imports.z).attr('strictObject').call(ctx.nodes.shape(ctx)),
          },
        },
      ],
    },
    {
      input,
      logs: { level: 'silent', file: false },
      output: { ...output, path: join(directory, 'client', 'gen') },
      plugins: ['@hey-api/typescript', '@hey-api/client-fetch', '@hey-api/sdk', '@tanstack/react-query'],
    },
  ];
}
