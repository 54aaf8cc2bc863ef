/** What a system schedule says besides its name: system jobs have neither organisation nor input. */
export type SystemScheduleOptions = {
  /** What the job does, for operators. */
  description: string;
};

/** Where system schedules are declared. */
export type SystemScheduler = {
  /**
   * @param name type of the system job, `area:verb`
   * @param cron five fields, in UTC: zoned cron goes wrong at clock changes
   */
  schedule(name: string, cron: string, options: SystemScheduleOptions): void;
};

/** Every job that Rota runs for itself, by the clock. A line each. */
export function declareSystemSchedules(jobQueue: SystemScheduler): void {
  jobQueue.schedule('jobs:prune', '*/10 * * * *', {
    description: 'Removes jobs, runs, logs, events and stored answers that have been kept for long enough.',
  });
  jobQueue.schedule('database:maintain', '41 2 * * *', {
    description:
      'Brings the statistics of the database up to date and warns of dead rows and what keeps them.',
  });
  jobQueue.schedule('storage:cleanup', '17 * * * *', {
    description: 'Removes expired uploads, and temporary files that a process left behind when it died.',
  });
}
