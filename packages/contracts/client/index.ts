/** The SDK: a function for each operation, the types of all bodies, and the client they are called through. */
export * from './gen/index.ts';
export type { Client } from './gen/client/index.ts';
export { createRotaClient, type RotaClientOptions } from './create-rota-client.ts';
export { isProblem } from './problem.ts';
