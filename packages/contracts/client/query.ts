/** TanStack Query options, keys and mutations for the SDK's operations. Apart from the SDK, which needs no React. */
export * from './gen/@tanstack/react-query.gen.ts';
