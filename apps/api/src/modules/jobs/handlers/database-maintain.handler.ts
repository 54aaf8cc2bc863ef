import { defineSystemJob } from '@rota/jobs';

/** Keeps the planner's statistics fresh, and warns of what slows the database down. Running it twice does no harm. */
export const databaseMaintainHandler = defineSystemJob({
  type: 'database:maintain',
  async run({ jobMaintenance, signal, logger }) {
    const { analyzed, skipped } = await jobMaintenance.analyzeStaleTables({ signal });
    logger.info('Statistics brought up to date', { tables: analyzed });
    if (skipped.length > 0) {
      logger.warn(
        'statistics are old, and only the owner of the tables may renew them: see to it that autovacuum runs, or run ' +
          'ANALYZE as the owner (from PostgreSQL 17 on, GRANT MAINTAIN on them to rota_engine is enough)',
        { tables: skipped },
      );
    }
    const { warnings, seesAll } = await jobMaintenance.checkHealth();
    for (const { message, fields } of warnings) logger.warn(message, fields);
    if (!seesAll) {
      logger.info(
        'open transactions of other logins could not be looked at: GRANT pg_read_all_stats TO rota_engine, WITH INHERIT TRUE from PostgreSQL 16 on, to have them watched',
      );
    }
  },
});
