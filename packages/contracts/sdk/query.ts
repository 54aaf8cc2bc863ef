/** TanStack Query options, keys and mutations for the SDK's operations. Apart from the SDK, which needs no React. */
export * from '../client/@tanstack/react-query.gen.ts';
