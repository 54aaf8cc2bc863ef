export { createJobInsightsRoutes } from './job-insights.routes.ts';
export { createJobStatsService } from './job-stats.service.ts';
export { createJobWaitingService } from './job-waiting.service.ts';
