import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import { NotReached } from "#platform/connector/not-reached.ts";
import type { Fetched, FetchOptions } from "#platform/connector/connector.ts";
import type { Platform } from "#platform/platform.ts";
import { inTurn } from "./pace.ts";
import { allowsAll, parseRobots, type Robots } from "./robots.ts";
import { parseSitemap, type Sitemap } from "./sitemap.ts";

const agent = "Botcadence";
/** Two a second. */
const usualIntervalMs = 500;
/** A robots.txt that asks for more would keep a reading from ending. */
const delayMaxMs = 60_000;
const retryIntervals = 10;
const robotsAgeMs = 60 * 60_000;
const originsMax = 5_000;
const sitemapBytesMax = 20_000_000;

/** What is asked of the host of a site, politely. */
export type SiteClient = {
  /** @throws NotReached; the signal's reason */
  get(url: string, options?: Pick<FetchOptions, "headers" | "onRedirect" | "wants" | "redirectsMax">): Promise<Fetched>;
  /** @throws NotReached where it could not be had, which forbids all; the signal's reason */
  robotsOf(url: string): Promise<Robots>;
  sitemap(url: string): Promise<Sitemap | null>;
  delayMs(url: string): Promise<number>;
  /** How long after it failed a page is tried again, where the server does not say. */
  retryMs(url: string): number;
};

const known = new Map<string, { robots: Robots; at: number }>();
const unpack = promisify(gunzip);

/** @param fresh asks for robots.txt again, however lately it was read */
export function openSiteClient({ connector, env }: Platform, signal: AbortSignal, { fresh = false } = {}): SiteClient {
  const asked = new Set<string>();
  const userAgent = `${agent} (+${env.appUrl}/docs/websites)`;
  const usual = (url: string) => (connector.isAllowed(new URL(url)) ? env.sites.openedIntervalMs : usualIntervalMs);
  const ask = (url: string, intervalMs: number, options: FetchOptions) =>
    inTurn(new URL(url).host, intervalMs, signal, () =>
      connector.fetch(url, {
        ...options,
        signal,
        headers: { "User-Agent": userAgent, Accept: "text/html, */*;q=0.5", ...options.headers },
      }),
    );

  async function readRobots(origin: string): Promise<Robots> {
    try {
      const { status, body } = await ask(`${origin}/robots.txt`, usual(origin), { bytesMax: 1_000_000 });
      if (status >= 200 && status < 300) return parseRobots(new TextDecoder().decode(body), agent);
      // RFC 9309: where there is none nothing is forbidden, and everything where the server fails.
      if (status < 500 && status !== 429) return allowsAll;
      throw new NotReached("unreachable", origin);
    } catch (error) {
      // A redirect without end says as little as none at all.
      if (error instanceof NotReached && (error.code === "redirects" || error.code === "too_large")) return allowsAll;
      throw error;
    }
  }

  async function robotsOf(url: string): Promise<Robots> {
    const { origin } = new URL(url);
    const had = known.get(origin);
    const isDue = !had || Date.now() - had.at > robotsAgeMs || (fresh && !asked.has(origin));
    if (!isDue) return had.robots;
    known.delete(origin);
    const robots = await readRobots(origin);
    asked.add(origin);
    if (known.size > originsMax) known.clear();
    known.set(origin, { robots, at: Date.now() });
    return robots;
  }

  const delayMs = async (url: string) => Math.max(usual(url), Math.min((await robotsOf(url)).delayMs ?? 0, delayMaxMs));

  return {
    robotsOf,
    delayMs,
    retryMs: (url) => retryIntervals * usual(url),
    get: async (url, options = {}) => ask(url, await delayMs(url), options),
    async sitemap(url) {
      try {
        const { status, body } = await ask(url, await delayMs(url), { bytesMax: sitemapBytesMax });
        if (status !== 200) return null;
        const isPacked = body[0] === 0x1f && body[1] === 0x8b;
        const plain = isPacked ? await unpack(body, { maxOutputLength: sitemapBytesMax }) : body;
        return parseSitemap(new TextDecoder().decode(plain));
      } catch {
        signal.throwIfAborted();
        return null;
      }
    },
  };
}
