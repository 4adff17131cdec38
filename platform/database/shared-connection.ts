import pg from "pg";
import { beginBatch, endBatch } from "./batch-writes.ts";

type Loan = { client: Promise<pg.PoolClient>; waiting: number; broken: boolean };

/**
 * One connection of a pool for many callers at once: statements that are asked in one turn of the event loop leave in
 * one write. Only for single statements that wait for no lock, because each waits for those before it. The connection
 * is lent while anybody waits; one that breaks fails those who wait and is replaced for those who come.
 */
export class SharedConnection {
  readonly #pool: pg.Pool;
  #loan: Loan | undefined;

  /** @param pool opened with `pipeline: true` */
  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<Row[]> {
    const loan = (this.#loan ??= { client: this.#pool.connect(), waiting: 0, broken: false });
    loan.waiting += 1;
    try {
      const client = await loan.client;
      beginBatch(client);
      const answer = client.query<Row>(statement);
      setImmediate(endBatch, client);
      return (await answer).rows;
    } catch (error) {
      if (!(error instanceof pg.DatabaseError) || error.severity === "FATAL") this.#replace(loan);
      throw error;
    } finally {
      loan.waiting -= 1;
      if (loan.waiting === 0) this.#giveBack(loan);
    }
  }

  #replace(loan: Loan): void {
    loan.broken = true;
    if (this.#loan === loan) this.#loan = undefined;
  }

  #giveBack(loan: Loan): void {
    if (this.#loan === loan) this.#loan = undefined;
    loan.client.then(
      (client) => client.release(loan.broken),
      () => {},
    );
  }
}
