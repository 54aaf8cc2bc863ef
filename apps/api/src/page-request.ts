/** The page asked for, as repositories take it. */
export type PageRequest = {
  /** Items of the page. Repositories read one more, by which `toPage` knows whether there is a next page. */
  limit: number;
  /** The sort key of the last item of the page before; null for the first page. */
  after: string | null;
};
