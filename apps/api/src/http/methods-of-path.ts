import type { Operation } from '@rota/contracts/server';

/**
 * Which verbs a path takes, by the contract.
 * @returns for a path of no operation nothing
 */
export function createMethodsOfPath(operations: readonly Operation[]): (path: string) => string[] {
  const patterns = operations.map(({ pathTemplate, method }) => ({
    pattern: new RegExp(`^${pathTemplate.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    method,
  }));
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
    return [...new Set<string>(methods.includes('GET') ? [...methods, 'HEAD'] : methods)].toSorted();
  };
}
