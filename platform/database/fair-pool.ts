import type pg from "pg";
import { beginWork, currentRequest, type RequestWork } from "../work.ts";
import { DatabaseBusy } from "./busy.ts";

/** Of all connections, how many one party may hold at once. */
const shareOfPool = 0.4;
/** So many wait in a party's line; then requests that have begun nothing yet are turned away. */
const waitingMax = 100;

/** Who shares a pool: an organization, or a network for what belongs to no organization. */
export type Party = { name: string; /** Whether it may have the connections that are kept back. */ privileged?: boolean };

/** Hands over the connection that became free; where it is lost, another one is opened. */
type Waiter = { seat: Seat; grant(taken: Taken | undefined): void };
type Seat = { party: PartyState; line: Line };
/** Those who wait for a party: visitors of its websites, jobs, and who works for it or belongs to none. */
type Line = "team" | "visitors" | "jobs";
/** A connection out of the driver's pool, and how it goes back there. */
type Taken = { client: pg.PoolClient; putBack: pg.PoolClient["release"] };

/**
 * A pool that no party can take for itself. Each holds at most a share of it and takes another connection only while more
 * are free than it holds, so that the next to ask finds one. What a party asks beyond that waits in a line of its own,
 * and the lines take turns. In it, requests of visitors and others take turns too. Jobs have half of their party's share and half
 * of the pool, requests of the party go first.
 */
export class FairPool {
  readonly #pool: pg.Pool;
  readonly #size: number;
  readonly #reserved: number;
  readonly #finishes: boolean;
  readonly #waitMsMax: number;
  readonly #share: number;
  readonly #parties = new Map<string, PartyState>();
  /** Those that wait, the one whose turn is next first. */
  readonly #waiting = new Set<PartyState>();
  readonly #lost = new WeakSet<pg.PoolClient>();
  #taken = 0;
  #takenByJobs = 0;

  /**
   * @param reserved connections for privileged parties alone
   * @param finishes whether a request that once had a connection is finished, even if its caller hangs up
   * @param waitMsMax how long a request waits
   */
  constructor(pool: pg.Pool, options: { size: number; reserved?: number; finishes?: boolean; waitMsMax?: number }) {
    const { size, reserved = 0, finishes = false, waitMsMax = 10_000 } = options;
    this.#pool = pool;
    this.#size = size;
    this.#reserved = size > 2 * reserved ? reserved : 0;
    this.#finishes = finishes;
    this.#waitMsMax = waitMsMax;
    this.#share = Math.ceil(size * shareOfPool);
    pool.on("connect", (client) => {
      for (const event of ["error", "end"] as const) client.on(event, () => this.#lost.add(client));
    });
  }

  /**
   * A connection, which `release` gives back.
   *
   * @throws DatabaseBusy when the party's line is too long or does not move, or the caller has left it
   */
  async connect(party: Party = ownParty("identity")): Promise<pg.PoolClient> {
    const seat = { party: this.#stateOf(party), line: lineOf(currentRequest()) };
    let handedOver: Taken | undefined;
    if (this.#mayTake(seat)) this.#count(seat, 1);
    else handedOver = await this.#wait(seat).finally(() => this.#forget(seat.party));
    try {
      if (this.#finishes) beginWork();
      const taken = handedOver ?? (await this.#take());
      const { client, putBack } = taken;
      client.release = (destroy) => {
        const isGood = !destroy && !this.#lost.has(client);
        if (!this.#giveBack(seat, isGood ? taken : undefined)) putBack.call(client, destroy);
      };
      return client;
    } catch (error) {
      this.#giveBack(seat);
      throw error;
    }
  }

  /** One statement on a connection of its own. */
  async query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<pg.QueryResult<Row>> {
    const client = await this.connect();
    try {
      return await client.query<Row>(text, values);
    } finally {
      client.release();
    }
  }

  /** As a pool of the driver's shows them. */
  get options(): pg.PoolOptions {
    return this.#pool.options;
  }

  /** How many parties hold a connection or wait for one. */
  get parties(): number {
    return this.#parties.size;
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  #stateOf({ name, privileged = false }: Party): PartyState {
    const state = this.#parties.get(name) ?? {
      name,
      privileged,
      held: 0,
      heldByJobs: 0,
      lines: { team: [], visitors: [], jobs: [] },
      next: "team",
    };
    this.#parties.set(name, state);
    return state;
  }

  #mayTake({ party, line }: Seat): boolean {
    const free = this.#size - this.#taken - (party.privileged ? 0 : this.#reserved);
    if (party.held >= Math.min(this.#share, free)) return false;
    return line !== "jobs" || (party.heldByJobs < half(this.#share) && this.#takenByJobs < half(this.#size));
  }

  #count({ party, line }: Seat, by: 1 | -1): void {
    this.#taken += by;
    party.held += by;
    if (line !== "jobs") return;
    this.#takenByJobs += by;
    party.heldByJobs += by;
  }

  async #take(): Promise<Taken> {
    const client = await this.#pool.connect();
    return { client, putBack: client.release };
  }

  /**
   * Who waits is handed the connection itself, so that the end of one transaction and the beginning of the next leave in one
   * message, and the driver's pool has nothing to do.
   *
   * @returns whether it was handed over
   */
  #giveBack(seat: Seat, taken?: Taken): boolean {
    this.#count(seat, -1);
    let left = taken;
    for (const party of this.#waiting) {
      const order: Line[] = party.next === "team" ? ["team", "visitors", "jobs"] : ["visitors", "team", "jobs"];
      const next = order.map((line) => party.lines[line][0]).find((waiter) => waiter && this.#mayTake(waiter.seat));
      if (!next) continue;
      party.next = next.seat.line === "team" ? "visitors" : "team";
      this.#count(next.seat, 1);
      next.grant(left);
      left = undefined;
      // Behind all others, where more of it wait.
      if (this.#waiting.delete(party) && isWaiting(party)) this.#waiting.add(party);
    }
    this.#forget(seat.party);
    return left !== taken;
  }

  #forget(party: PartyState): void {
    if (party.held === 0 && !isWaiting(party)) this.#parties.delete(party.name);
  }

  async #wait(seat: Seat): Promise<Taken | undefined> {
    const { party } = seat;
    const line = party.lines[seat.line];
    const request = currentRequest();
    if (request && !request.begun && line.length >= waitingMax)
      throw new DatabaseBusy("Too many calls of one party wait for a connection.");
    if (hasLeft(request)) throw new DatabaseBusy(left);
    const { promise, resolve, reject } = Promise.withResolvers<Taken | undefined>();
    const leaveLine = () => {
      line.splice(line.indexOf(waiter), 1);
      if (!isWaiting(party)) this.#waiting.delete(party);
      stopListening();
    };
    const giveUp = (reason: string) => {
      leaveLine();
      reject(new DatabaseBusy(reason));
    };
    const stopListening = listen(request, this.#waitMsMax, giveUp);
    const waiter = {
      seat,
      grant(taken: Taken | undefined) {
        leaveLine();
        resolve(taken);
      },
    };
    line.push(waiter);
    this.#waiting.add(party);
    return promise;
  }
}

type PartyState = {
  name: string;
  privileged: boolean;
  held: number;
  heldByJobs: number;
  lines: Record<Line, Waiter[]>;
  next: "team" | "visitors";
};

const isWaiting = ({ lines }: PartyState) => Object.values(lines).some((line) => line.length > 0);
const lineOf = (request: RequestWork | undefined): Line => (!request ? "jobs" : request.byVisitor ? "visitors" : "team");
const half = (count: number) => Math.max(1, Math.floor(count / 2));

/**
 * The caller's network for what belongs to no organization; what no request asks for is one party. The calls of accounts may
 * have the connections kept back, also where they concern all organizations of an account, as a new password does.
 */
export const ownParty = (scope: string): Party => {
  const request = currentRequest();
  return { name: `${scope} ${request?.network ?? "job"}`, privileged: scope === "identity" || request?.from !== undefined };
};

const left = "The caller hung up.";
const hasLeft = (request: RequestWork | undefined) => request !== undefined && !request.begun && request.hungUp.aborted;

/** A request gives up after its time, or when its caller hangs up before it has changed anything. A job has time. */
function listen(request: RequestWork | undefined, waitMsMax: number, giveUp: (reason: string) => void): () => void {
  if (!request) return () => {};
  const timer = setTimeout(() => giveUp("No connection became free in time."), waitMsMax);
  const hangUp = () => {
    if (hasLeft(request)) giveUp(left);
  };
  const { hungUp } = request;
  hungUp.addEventListener("abort", hangUp, { once: true });
  return () => {
    clearTimeout(timer);
    hungUp.removeEventListener("abort", hangUp);
  };
}
