import { decodeId, type IdPrefix } from '@rota/db';

import type { AppError } from '../errors/app-error.ts';

/**
 * The uuid of the thing that an id in a path names.
 *
 * @param thing.prefix of its kind, @param thing.notFound made when the id names nothing of that kind
 * @throws AppError what `thing.notFound` makes: an id that cannot be read is one that nobody has
 */
export function readPathId(
  publicId: string,
  { prefix, notFound }: { prefix: IdPrefix; notFound: () => AppError },
): string {
  const id = decodeId(prefix, publicId);
  if (id === null) throw notFound();
  return id;
}
