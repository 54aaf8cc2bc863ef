export { createDemoService } from './demo.service.ts';
export type { DemoAccess, DemoService } from './demo.service.ts';
