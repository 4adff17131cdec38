import { z } from "zod";
import { LiveEventData } from "#features/live/contract.ts";
import { ApiError } from "../api-error.ts";
import { organizationPath } from "../api.ts";
import { tellRefusal } from "../organization-refusal.ts";
import { tellSignedOut } from "../signed-out.ts";
import { asOneOfFew, asOnlyTab, canShare } from "./hold-lock.ts";
import { readStream, type StreamBlock } from "./read-stream.ts";

/** Something happened to a record; or so much is not known that whatever was read may be stale. */
export type News = { event: string; data: LiveEventData } | "stale";

/** What the tab with the stream tells the others, or one that asks because it has just come. */
type Word = { news: readonly News[]; cursor: string | undefined; to?: string } | { refused: string } | { asks: string };

/** A page may have been read so long before its tab follows: what happened meanwhile is told to it. */
const sinceSeconds = 15;
const retryMs = { first: 500, most: 30_000, refused: 60_000 };
/** How often everything is read again while no stream is to be had. */
const safetyMs = 60_000;
/** The tab with the stream says something every minute. One that does not is frozen, or gone without leaving. */
const wordlessMsMax = 150_000;

/**
 * Follows an organization for this tab. Of all tabs of a browser that follow the same one, one holds the stream and passes on
 * what it hears; where tabs cannot share, each has its own.
 *
 * @returns ends the following
 */
export function followOrganization(organizationId: string, hear: (news: News) => void): () => void {
  const left = new AbortController();
  const { signal } = left;
  const channel = canShare() ? new BroadcastChannel(`live ${organizationId}`) : null;
  let cursor: string | undefined;
  let isHolder = false;
  let isUp = false;
  let wordAt = Date.now();
  let recent: { news: News; at: number }[] = [];
  const self = channel ? crypto.randomUUID() : "";

  const say = (word: Word) => {
    if (!signal.aborted) channel?.postMessage(word);
  };
  channel?.addEventListener("message", ({ data: word }: MessageEvent<Word>) => {
    if (!("asks" in word)) wordAt = Date.now();
    if ("asks" in word) return isHolder ? say({ news: recentNews(), cursor, to: word.asks }) : undefined;
    if ("refused" in word) return tellRefused(word.refused);
    if (word.to !== undefined && word.to !== self) return;
    cursor = word.cursor ?? cursor;
    for (const news of word.news) hear(news);
  });
  const tellAll = (news: News) => {
    recent = [...recent.filter(isRecent), { news, at: Date.now() }];
    hear(news);
    say({ news: [news], cursor });
  };
  const isRecent = ({ at }: { at: number }) => at > Date.now() - sinceSeconds * 1_000;
  const recentNews = () => recent.filter(isRecent).map(({ news }) => news);

  /** As where a call is refused: the organization has closed to the user, or they are signed out. */
  function tellRefused(code: string): void {
    if (code === "not_found") tellRefusal(organizationId, "gone");
    if (code === "unauthenticated") tellSignedOut();
  }

  function refuse(code: string): void {
    say({ refused: code });
    tellRefused(code);
  }

  function take({ id, event, data }: StreamBlock): void {
    isUp = true;
    cursor = id ?? cursor;
    if (event === null) return id === null ? undefined : say({ news: [], cursor });
    if (event === "reset") return tellAll("stale");
    if (event === "error") return refuse(z.object({ code: z.string() }).parse(data).code);
    tellAll({ event, data: LiveEventData.parse(data) });
  }

  /** Opens the stream again whenever it was lost, where it was. */
  async function holdStream(): Promise<void> {
    isHolder = true;
    for (let tries = 0; !signal.aborted;) {
      const path = organizationPath(organizationId, cursor === undefined ? `/events?since_seconds=${sinceSeconds}` : "/events");
      const isFirst = tries === 0;
      const wait = await readStream(path, {
        lastId: cursor,
        signal,
        onOpen() {
          // Without a cursor what happened while there was no stream is not known.
          if (!isFirst && cursor === undefined) tellAll("stale");
          tries = 0;
        },
        hear: take,
      }).then(
        () => 0,
        (error: unknown) => {
          if (error instanceof ApiError) refuse(error.code);
          return waitAfter(error);
        },
      );
      isUp = false;
      if (!signal.aborted) await rest(Math.max(wait, nextMs(tries)), signal);
      tries += 1;
    }
  }

  /** Where no stream is to be had, pages are read again now and then. */
  async function hold(): Promise<void> {
    const safety = setInterval(() => isUp || tellAll("stale"), safetyMs);
    try {
      await (channel ? asOneOfFew("events", signal, holdStream) : holdStream());
    } finally {
      clearInterval(safety);
      isHolder = false;
    }
  }

  if (channel) {
    const worry = setInterval(() => isHolder || Date.now() - wordAt < wordlessMsMax || hear("stale"), safetyMs);
    signal.addEventListener("abort", () => clearInterval(worry), { once: true });
    say({ asks: self });
    void asOnlyTab(`live ${organizationId}`, signal, hold);
  } else void hold();
  return () => {
    left.abort();
    channel?.close();
  };
}

/** A refusal is not asked about again at once: what it means the page's own calls find out. */
function waitAfter(error: unknown): number {
  if (!(error instanceof ApiError) || error.status === 0) return 0;
  return error.retryAfterSeconds === null ? (error.status < 500 ? retryMs.refused : 0) : error.retryAfterSeconds * 1_000;
}

/** Longer each time, and never the same for all: a server that comes back is not asked by everybody at once. */
function nextMs(tries: number): number {
  return Math.min(retryMs.most, retryMs.first * 2 ** tries) * (0.5 + Math.random());
}

function rest(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
