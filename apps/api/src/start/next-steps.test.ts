import { expect, test } from 'vitest';

import { describeNextSteps } from './next-steps.ts';

test.each(['DATABASE_URL', 'ROTA_DATA_DIR'] as const)(
  'workers alone are told that they share %s',
  (place) => {
    const said = describeNextSteps({ seconds: 1, place, apiUrl: null, consoleUrl: 'unused', demo: null });
    expect(said).toContain(`the API runs elsewhere, on the same ${place}.`);
  },
);
