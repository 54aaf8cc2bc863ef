/** The SDK: a function for each operation, the types of all bodies, and the client they are called through. */
export * from '../client/index.ts';
export type { Client } from '../client/client/index.ts';
export { createRotaClient, type RotaClientOptions } from './create-rota-client.ts';
export { isProblem } from './problem.ts';
