import { AsyncLocalStorage } from "node:async_hooks";
import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  Transaction,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from "kysely";
import type pg from "pg";
import { beginWork, currentRequest } from "../work.ts";
import { cancelQuery } from "./cancel-query.ts";
import { beginBatch, endBatch } from "./batch-writes.ts";
import { ownParty, type FairPool } from "./fair-pool.ts";
import { sayingSql } from "./request-from.ts";
import type { Roles } from "./roles.ts";
import type { DB } from "./schema.ts";

export type Db = Transaction<DB>;

/** Which rows a transaction may see: one organization's, all of them (with a reason), or the identity tables. */
export type Scope = { kind: "tenant"; organizationId: string } | { kind: "system"; reason: string } | { kind: "identity" };
export type Mode = "read" | "write";

/** A query of text and values on the open transaction, as role queue, for jobs that must commit with it. */
export type QueueSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
export type OpenTransaction = { db: Db; asQueue: QueueSql };
export type RunInTransaction = <T>(scope: Scope, mode: Mode, run: (transaction: OpenTransaction) => Promise<T>) => Promise<T>;

type Open = { scope: Scope; mode: Mode; transaction: OpenTransaction };

/** How long one statement of a request may take, and how long it may wait for a lock of somebody else's: what connections begin with. */
export const requestTimeOptions = "-c statement_timeout=5s -c lock_timeout=4s";
/** The same for a job, and for a request that takes long. */
const jobTimes = "; set local statement_timeout = '60s'; set local lock_timeout = '30s'";

/** Runs something once the transaction of `db` has committed, and never if it does not. It must not throw. */
export function afterCommit(db: Db, run: () => void): void {
  if (!(db instanceof LentDb) || db.isOver) throw new Error("This transaction is over: nothing can wait for its commit.");
  db.afterCommit.push(run);
}

/**
 * The one way to reach the tenants' tables. The first message (begin, role, organization, times) is sent unawaited, with
 * the first query behind it, so that a read costs two round trips and a write three.
 *
 * The same scope nested reuses the open transaction; any other nesting throws, because it would wait for a second
 * connection while holding the first. A finished transaction's handle answers no more queries.
 */
export function createTransactions(pool: FairPool, roles: Roles): RunInTransaction {
  const current = new AsyncLocalStorage<Open | undefined>();

  return async (scope, mode, run) => {
    const outer = current.getStore();
    if (outer) return reuse(outer, scope, mode, run);

    const begin = opening(scope, mode, roles);
    const loan = new Loan(await pool.connect(partyOf(scope)), begin);
    if (mode === "write") beginWork();
    const stopWatching = cancelWhenLeft(loan);
    const db = new LentDb(loan);
    const transaction: OpenTransaction = { db, asQueue: queueSql(loan, scope, roles) };
    try {
      const result = await current.run({ scope, mode, transaction }, () => run(transaction));
      if (mode === "read") loan.commitBehind();
      else await loan.commit();
      for (const afterwards of db.afterCommit) afterwards();
      return result;
    } catch (error) {
      loan.rollbackBehind();
      throw loan.openingError ?? error;
    } finally {
      db.isOver = true;
      stopWatching();
    }
  };
}

const partyOf = (scope: Scope) => (scope.kind === "tenant" ? { name: scope.organizationId } : ownParty(scope.kind));

/** Looks only after a while whether the caller is still there: nearly every transaction is over by then. */
const watchAfterMs = 100;

/** Ends the query of a request whose caller has hung up before it changed anything. */
function cancelWhenLeft(loan: Loan): () => void {
  const request = currentRequest();
  if (!request || request.begun) return () => {};
  const end = () => {
    if (!request.begun) loan.cancel();
  };
  let hungUp: AbortSignal | undefined;
  const timer = setTimeout(() => {
    ({ hungUp } = request);
    if (hungUp.aborted) end();
    else hungUp.addEventListener("abort", end, { once: true });
  }, watchAfterMs);
  return () => {
    clearTimeout(timer);
    hungUp?.removeEventListener("abort", end);
  };
}

function reuse<T>(outer: Open, scope: Scope, mode: Mode, run: (transaction: OpenTransaction) => Promise<T>): Promise<T> {
  if (JSON.stringify(outer.scope) !== JSON.stringify(scope)) {
    throw new Error(`A ${scope.kind} transaction was opened inside a ${outer.scope.kind} one of another scope.`);
  }
  if (outer.mode === "read" && mode === "write") throw new Error("A write was opened inside a read transaction.");
  return run(outer.transaction);
}

function opening(scope: Scope, mode: Mode, roles: Roles): string {
  const request = currentRequest();
  const begin = `${mode === "read" ? "begin read only" : "begin"}${request && !request.takesLong ? "" : jobTimes}`;
  if (scope.kind !== "tenant") return `${begin}; set local role ${roles[scope.kind]}${mode === "write" ? sayingSql() : ""}`;
  // A literal rather than set_config(): Citus hands the one to its workers and not the other. Hence the check.
  if (!/^org_[0-9a-hjkmnp-tv-z]{26}$/.test(scope.organizationId)) throw new Error("Not an organization's id.");
  return `${begin}; set local role ${roles.tenant}; set local app.organization_id = '${scope.organizationId}'`;
}

function queueSql(loan: Loan, scope: Scope, roles: Roles): QueueSql {
  return async (text, values = []) => {
    const results = await Promise.all([
      loan.query(`set local role ${roles.queue}`, []),
      loan.query(text, values),
      loan.query(`set local role ${roles[scope.kind]}`, []),
    ]);
    return { rows: results[1].rows };
  };
}

/** One client for the time of one transaction; refuses every query once that is over. */
class Loan implements DatabaseConnection {
  openingError: unknown;
  readonly #client: pg.PoolClient;
  #over = false;
  #cancelled = false;

  constructor(client: pg.PoolClient, begin: string) {
    this.#client = client;
    beginBatch(client);
    client.query(begin).catch((error: unknown) => {
      this.openingError = error;
    });
  }

  query(text: string, values: readonly unknown[]): Promise<pg.QueryResult> {
    if (this.#over) return Promise.reject(new Error("This transaction is over; its handle answers no more queries."));
    const result = this.#client.query({ text, values: values as unknown[], name: statementName(text, values) });
    endBatch(this.#client);
    return result;
  }

  async executeQuery<R>(compiled: CompiledQuery): Promise<QueryResult<R>> {
    const result = await this.query(compiled.sql, compiled.parameters);
    const affected = result.command === "SELECT" ? undefined : BigInt(result.rowCount ?? 0);
    return { rows: result.rows as R[], numAffectedRows: affected };
  }

  // eslint-disable-next-line require-yield -- cursors cannot share a pipelined connection
  async *streamQuery<R>(): AsyncGenerator<QueryResult<R>> {
    throw new Error("No cursors while pipelining: page by key.");
  }

  /** A swallowed error leaves a transaction that answers COMMIT with ROLLBACK, and without an error. */
  async commit(): Promise<void> {
    this.#over = true;
    const answer = this.#client.query("commit");
    endBatch(this.#client);
    const result = await answer;
    if (result.command !== "COMMIT") throw new Error("The transaction was rolled back: a query in it had failed.");
    this.#client.release();
  }

  /** A cancel may arrive late and would hit whatever runs then, so the connection ends with this transaction. */
  cancel(): void {
    if (this.#over) return;
    this.#cancelled = true;
    cancelQuery(this.#client);
  }

  /** A read has nothing to lose: its answer need not wait for the commit. */
  commitBehind(): void {
    this.#endBehind("commit");
  }

  rollbackBehind(): void {
    this.#endBehind("rollback");
  }

  /**
   * The next transaction queues behind this end and, where somebody waits for the connection, shares its message. A
   * connection on which the end fails is lost, and the pool finds that out by itself.
   */
  #endBehind(statement: "commit" | "rollback"): void {
    this.#over = true;
    const client = this.#client;
    if (this.#cancelled) {
      endBatch(client);
      client.release(true);
      return;
    }
    beginBatch(client);
    client.query(statement).catch(() => {});
    client.release();
    setImmediate(endBatch, client);
  }
}

/** Named statements spare PostgreSQL the parsing but are never freed, hence the cap. */
const statementNames = new Map<string, string>();
const statementNamesMax = 500;

function statementName(text: string, values: readonly unknown[]): string | undefined {
  if (values.length === 0) return undefined;
  const known = statementNames.get(text);
  if (known || statementNames.size >= statementNamesMax) return known;
  const name = `s${statementNames.size}`;
  statementNames.set(text, name);
  return name;
}

const dialect = {
  createAdapter: () => new PostgresAdapter(),
  createDriver: () => new DummyDriver(),
  createIntrospector: (db: Kysely<DB>) => new PostgresIntrospector(db),
  createQueryCompiler: () => new PostgresQueryCompiler(),
};
const config = { dialect };
const driver = new DummyDriver();
const executor = new Kysely<DB>(config).getExecutor();

/** Kysely on one loan. */
class LentDb extends Transaction<DB> {
  /** What waits for the commit. */
  readonly afterCommit: (() => void)[] = [];
  isOver = false;

  constructor(loan: Loan) {
    super({ config, dialect, driver, executor: executor.withConnectionProvider({ provideConnection: (use) => use(loan) }) });
  }
}
