/** What has to notice that a wall is gone. */
export type Witness =
  /** A test by its project of vitest, its file, and the last part of its name. */
  | { kind: 'test'; project: string; file: string; name: string }
  /** A scenario, in its short form. */
  | { kind: 'scenario'; name: string };

/** A wall of the product that is switched off, in a copy of its sources. */
export type Mutation = {
  name: string;
  /** What nothing stands in the way of any more. */
  without: string;
  /** `find` has to be in the file once. */
  changes: readonly { file: string; find: string; put: string }[];
  /** Each of them has to go red. */
  witnesses: readonly Witness[];
};
