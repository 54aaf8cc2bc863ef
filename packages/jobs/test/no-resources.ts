/** The engine by itself gives handlers nothing of a program's own. */
export const noResources = { resources: () => ({}), systemResources: () => ({}) };
