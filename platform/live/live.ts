import { AsyncLocalStorage } from "node:async_hooks";
import { randomBytes } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { afterCommit } from "../database/transaction.ts";
import type { Listener } from "../events.ts";
import type { Logger } from "../log.ts";
import { isIn, isOf, readCursor, writeCursor, type Cursor } from "./cursor.ts";
import { Follower, type Handed, type Signal } from "./follower.ts";
import { channel, LiveConnection, type Connected } from "./live-connection.ts";
import { readEnd, readRecent, readSince, writeEvent, type LiveEvent, type Stretch } from "./log.ts";

/** What no notice told of is found by a look. */
const lookEveryMs = 2_000;
/**
 * Two looks are at least so far apart: what commits meanwhile is found by the second. The more listen, the more is told at once:
 * what happens in a busy organization costs a write for each of them.
 */
const lookGapMs = (listeners: number) => Math.min(10 + listeners / 20, 100);
const noticeGapMs = 10;
/** How often those are told how far the log is who hear of nothing else. */
const markEveryMs = 60_000;
/** More than so many at once are no news any more: a page reads again what it shows. */
const eventsMax = { resumed: 1_000, look: 10_000, recent: 100 };

export type Following = {
  organizationId: string;
  /** What happens in this conversation alone. */
  conversationId?: string;
  /** The cursor of the last event that is known; one that leads nowhere begins with a reset. */
  after: string | undefined;
  /** Without a cursor: begins with what happened in the last seconds. */
  sinceSeconds: number;
};

export type Live = {
  /** The first listener: writes each event into the log, in the transaction of what happened. */
  write: Listener;
  /**
   * What happens in an organization, as soon as it is committed, by whichever process.
   *
   * @returns the batches, until `signal` aborts or the process ends. An event may come twice, and none is left out.
   * @throws what the driver throws where the log cannot be read
   */
  follow(following: Following, signal: AbortSignal): Promise<AsyncIterable<Handed>>;
  /** Tells those who follow a conversation or its organization now, in any process, what is kept nowhere. It may be lost. */
  signal(signal: Signal): void;
  /** Ends all following: the process stops. */
  release(): void;
  close(): Promise<void>;
};

/** How far the log is followed: nothing is read of it while nobody wants to hear. */
type Session = { position: Cursor; looks: number; markedAt: number; timer: NodeJS.Timeout; isOver: boolean };
/** `known`: what one has by the time that it begins, which looks until then find once more. `early`: what came before that. */
type Followed = { follower: Follower; known: { snapshot: string; untilLook: number } | null; early: Found[] };
type Found = { events: readonly LiveEvent[]; to: Cursor; reset: boolean; look: number };

/**
 * The log of events and its tail: one reader for all organizations that somebody follows in this process. It looks when this
 * process has committed something, when another one tells by NOTIFY, and by the clock.
 *
 * @param listens false where notices do not arrive, as behind a pooler
 */
export function openLive({ connection, log, listens = true }: { connection: pg.ClientConfig; log: Logger; listens?: boolean }): Live {
  const self = randomBytes(6).toString("hex");
  /** By the id of what they follow: an organization, or a conversation in one. */
  const followed = new Map<string, Set<Followed>>();
  /** How many follow anything in an organization. */
  const organizations = new Map<string, number>();
  const wire = new LiveConnection(connection, { log, listens, hear });
  // Who commits is in a transaction and a request of its own, which are nothing to those who follow.
  const outside = AsyncLocalStorage.snapshot();
  let session: Promise<Session> | undefined;
  let untold = new Set<string>();
  let looking: { again: boolean } | undefined;

  const listeners = () => [...organizations.values()].reduce((sum, count) => sum + count, 0);

  function hear(notice: string): void {
    const [from, organizationId = "", ...signal] = notice.split(" ");
    if (from === self || !organizations.has(organizationId)) return;
    const [projectId, conversationId, by] = signal;
    if (!projectId || !conversationId) void look();
    else if (by === "visitor" || by === "person") pass({ organizationId, projectId, conversationId, by });
  }

  function pass(signal: Signal): void {
    for (const key of [signal.organizationId, signal.conversationId])
      for (const { follower, known } of followed.get(key) ?? []) if (known) follower.hand({ signal });
  }

  function tell(organizationId: string): void {
    if (organizations.has(organizationId)) void look();
    notifySoon(organizationId);
  }

  function notifySoon(what: string): void {
    if (untold.size === 0) setTimeout(() => void notify(), noticeGapMs).unref();
    untold.add(what);
  }

  /** Outside of the transaction that wrote: a NOTIFY in it would let all commits of the database wait for each other. */
  async function notify(): Promise<void> {
    const notices = [...untold];
    untold = new Set();
    try {
      const { ask } = await wire.connected();
      await ask(`select pg_notify('${channel}', $1 || ' ' || o) from unnest($2::text[]) o`, [self, notices]);
    } catch (error) {
      log.debug({ err: error }, "other processes were not told: their next look finds it");
    }
  }

  async function begin(): Promise<Session> {
    const { ask, database } = await wire.connected();
    const position = await readEnd(ask, database);
    const timer = setInterval(() => void look(), lookEveryMs);
    timer.unref();
    return { position, looks: 0, markedAt: performance.now(), timer, isOver: false };
  }

  function start(): Promise<Session> {
    if (session) return session;
    const begun = begin();
    session = begun;
    begun.catch(() => {
      if (session === begun) session = undefined;
    });
    return begun;
  }

  function stop(): void {
    const ended = session;
    ended
      ?.then((now) => {
        now.isOver = true;
        clearInterval(now.timer);
      })
      .catch(() => {});
    session = undefined;
  }

  /** One look after the other; what is told of during one is found by the next. */
  async function look(): Promise<void> {
    if (looking) {
      looking.again = true;
      return;
    }
    const mine = { again: true };
    looking = mine;
    try {
      while (mine.again && session) {
        mine.again = false;
        await lookOnce(await session);
        if (mine.again) await delay(lookGapMs(listeners()), undefined, { ref: false });
      }
    } catch (error) {
      log.debug({ err: error }, "the log of events could not be read: the next look tries again");
    } finally {
      looking = undefined;
    }
  }

  async function lookOnce(now: Session): Promise<void> {
    const connected = await wire.connected();
    now.looks += 1;
    const stretch = await readOn(now.position, connected);
    // Those who follow by now have begun after all of this.
    if (now.isOver) return;
    now.position = stretch.to;
    const found = { to: stretch.to, reset: !stretch.complete, look: now.looks };
    const toAll = !stretch.complete || performance.now() - now.markedAt > markEveryMs;
    if (toAll) now.markedAt = performance.now();
    const byKey = new Map<string, LiveEvent[]>();
    for (const event of stretch.complete ? stretch.events : []) {
      for (const key of [event.organizationId, event.data.conversation_id])
        if (key !== undefined && followed.has(key)) byKey.set(key, [...(byKey.get(key) ?? []), event]);
    }
    for (const key of toAll ? followed.keys() : byKey.keys()) {
      for (const one of followed.get(key) ?? []) hand(one, { ...found, events: byKey.get(key) ?? [] });
    }
  }

  async function readOn(position: Cursor, { ask, database }: Connected): Promise<Stretch> {
    if (database !== position.database) return { events: [], to: await readEnd(ask, database), complete: false };
    const stretch = await readSince(ask, position, [...organizations.keys()], eventsMax.look);
    return { ...stretch, complete: stretch.complete && isOf(stretch.to, position) };
  }

  /** What somebody missed, before whatever comes next. */
  async function catchUp(
    { organizationId, conversationId, after, sinceSeconds }: Following,
    { ask, database }: Connected,
  ): Promise<Stretch> {
    const from = after === undefined ? null : readCursor(after);
    if (after === undefined) {
      if (sinceSeconds === 0) return { events: [], to: await readEnd(ask, database), complete: true };
      return readRecent(ask, database, organizationId, sinceSeconds, eventsMax.recent);
    }
    const end = await readEnd(ask, database);
    if (!from || !isOf(end, from)) return { events: [], to: end, complete: false };
    return readSince(ask, from, [organizationId], eventsMax.resumed, conversationId);
  }

  async function join(one: Followed, following: Following): Promise<void> {
    // The tail has begun before it is read what was missed, so that no commit is between the two.
    const now = await start();
    const missed = await catchUp(following, await wire.connected());
    one.follower.hand({ events: missed.complete ? missed.events : [], to: writeCursor(missed.to), reset: !missed.complete });
    one.known = { snapshot: missed.to.snapshot, untilLook: now.looks + 1 };
    for (const found of one.early.splice(0)) hand(one, found);
  }

  function enter({ organizationId, conversationId }: Following, one: Followed): void {
    const key = conversationId ?? organizationId;
    followed.set(key, (followed.get(key) ?? new Set()).add(one));
    organizations.set(organizationId, (organizations.get(organizationId) ?? 0) + 1);
  }

  function leave({ organizationId, conversationId }: Following, one: Followed): void {
    const key = conversationId ?? organizationId;
    const some = followed.get(key);
    if (!some?.delete(one)) return;
    if (some.size === 0) followed.delete(key);
    const left = organizations.get(organizationId)! - 1;
    if (left === 0) organizations.delete(organizationId);
    else organizations.set(organizationId, left);
    if (followed.size === 0) stop();
    one.follower.end();
  }

  return {
    async write(event, db) {
      const { target } = event;
      if (!target) return;
      await writeEvent(db, { ...event, target });
      afterCommit(db, () => outside(() => tell(event.organization_id)));
    },
    async follow(following, signal) {
      const one: Followed = { follower: new Follower(), known: null, early: [] };
      enter(following, one);
      const end = () => leave(following, one);
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
      await outside(() => join(one, following)).catch((error: unknown) => {
        end();
        throw error;
      });
      return one.follower.batches();
    },
    signal(signal) {
      pass(signal);
      notifySoon([signal.organizationId, signal.projectId, signal.conversationId, signal.by].join(" "));
    },
    release() {
      for (const some of followed.values()) for (const { follower } of some) follower.end();
    },
    async close() {
      stop();
      await wire.close();
    },
  };
}

/** Less what one has already. No later look than the first that began after them finds anything of that. */
function hand({ follower, known, early }: Followed, found: Found): void {
  if (!known) {
    early.push(found);
    return;
  }
  const isNew = ({ transaction }: LiveEvent) => found.look > known.untilLook || !isIn(known.snapshot, transaction);
  follower.hand({ events: found.events.filter(isNew), to: writeCursor(found.to), reset: found.reset });
}
