/** As the superuser, who sees everything. Tries again while the database is away, for two minutes at most. */
export type ChaosQuery = <Row extends object>(text: string, values?: unknown[]) => Promise<Row[]>;
