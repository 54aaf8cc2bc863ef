import { encodeId, inOrganisation, type Database } from '@rota/db';

import type { ApiKeysService } from '../api-keys/index.ts';
import {
  findDemoOrganisation,
  hasOrganisationsAcrossOrgs,
  insertDemoOrganisation,
} from './demo.repository.ts';

/**
 * Always the same, so that a start which lost its demo.json finds the organisation again without looking over those of
 * others.
 */
const DEMO_ORG_ID = '018bcfe5-6800-7000-8000-00000000d3e0';
const DEMO_NAME = 'Demo';
const DEMO_SLUG = 'demo';

/** What opens the demo organisation. */
export type DemoAccess = {
  /** `org_…` */
  orgId: string;
  /** The plain key. */
  apiKey: string;
};

/** Keeps the organisation that people try Rota out in. */
export type DemoService = {
  /**
   * Makes sure that the demo organisation is there and can be entered; idempotent, also when several starts do it at once.
   *
   * @param known what an earlier start wrote down; a key that no longer opens the organisation is replaced by a new one
   * @returns null when the database has organisations, and the demo is none of them: it stays as it is
   */
  openDemo(known: DemoAccess | null): Promise<DemoAccess | null>;
};

/** Makes the organisation that people try Rota out in. */
export function createDemoService({
  db,
  apiKeysService,
  now,
}: {
  db: Database;
  apiKeysService: ApiKeysService;
  now(): Date;
}): DemoService {
  async function opens({ apiKey }: DemoAccess): Promise<boolean> {
    const keyHash = apiKeysService.hashOf(apiKey);
    const key = keyHash === null ? null : await apiKeysService.findByHash(keyHash);
    return key !== null && key.orgId === DEMO_ORG_ID && apiKeysService.isLiving(key, now());
  }

  /** Looks for others first: what another start makes meanwhile is then found, and not taken for theirs. */
  async function ensureOrganisation(): Promise<boolean> {
    const organisation = { id: DEMO_ORG_ID, name: DEMO_NAME, slug: DEMO_SLUG };
    const isEmpty = !(await hasOrganisationsAcrossOrgs(db));
    return inOrganisation(db, DEMO_ORG_ID, async (tx) => {
      if (isEmpty) await insertDemoOrganisation(tx, organisation);
      return findDemoOrganisation(tx, DEMO_ORG_ID);
    });
  }

  return {
    async openDemo(known) {
      if (!(await ensureOrganisation())) return null;
      if (known !== null && (await opens(known))) return known;
      const { key } = await apiKeysService.createApiKey({ orgId: DEMO_ORG_ID, name: DEMO_NAME });
      return { orgId: encodeId('org', DEMO_ORG_ID), apiKey: key };
    },
  };
}
