import { request as requestPlain, type ClientRequest, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestSecure } from "node:https";
import { isIP, isIPv6, type LookupFunction } from "node:net";
import { checkUrl, type Allowed, type Destination } from "./check-url.ts";
import { isPublic } from "./is-public.ts";
import { NotReached } from "./not-reached.ts";
import { encodings, readBody, readParts } from "./read-body.ts";
import { resolveName, type Resolve } from "./resolve.ts";

/** The one way to addresses that tenants set. */
export type Connector = {
  /**
   * Asks an address, and whatever it redirects to, each of which is checked: what answers is on the open internet, or the operator
   * opened it (`CONNECTOR_ALLOW`).
   * @throws NotReached where it is refused or does not answer; the signal's reason
   */
  fetch(url: string | URL, options?: FetchOptions): Promise<Fetched>;
  /**
   * The same for what is read as it comes, such as the answer of a model. It stays at its address, since a redirect would take a key
   * and questions elsewhere; how long it may take in all is its caller's to say, by the signal.
   * @throws NotReached `redirect_refused` for any redirect
   */
  stream(url: string | URL, options: StreamOptions): Promise<Response>;
  /** What an address alone tells against it; null where it may be asked. */
  refusal(url: string): NotReached | null;
  /** Whether the operator opened this address. */
  isAllowed(url: URL): boolean;
};

export type FetchOptions = {
  method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  headers?: Readonly<Record<string, string>>;
  body?: string | Uint8Array;
  /** Of the body, unpacked. */
  bytesMax?: number;
  /** From the first look-up to the last byte. */
  timeoutMs?: number;
  /** Without a byte. */
  idleMs?: number;
  redirectsMax?: number;
  /** Asked before each redirect; it is followed unless that is false. */
  onRedirect?(to: URL): boolean | Promise<boolean>;
  /** Whether the body of this answer is wanted, and up to how many bytes; it is always without this. */
  wants?(head: Head): boolean | { bytesMax: number };
  signal?: AbortSignal;
};

export type StreamOptions = Pick<FetchOptions, "method" | "headers" | "body" | "idleMs" | "signal"> & { bytesMax: number };

export type Head = { url: URL; status: number; headers: Headers };
/** `body` is empty where it was not wanted. */
export type Fetched = Head & { body: Uint8Array };

const usual = { bytesMax: 5_000_000, redirectsMax: 5 };
const usualTimes = { timeoutMs: 30_000, idleMs: 15_000 };
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * @param resolve tests answer for hosts that do not exist
 * @param times how long is waited where the caller does not say
 */
export function openConnector(allowed: Allowed, resolve: Resolve = resolveName, times = usualTimes): Connector {
  async function fetchOnce(destination: Destination, options: FetchOptions, signal: AbortSignal): Promise<Fetched> {
    const { url } = destination;
    const lookup = await pin(destination, resolve, signal);
    const { response, sent } = await ask(destination, lookup, { idleMs: times.idleMs, ...options }, signal);
    try {
      const head: Head = { url, status: response.statusCode ?? 0, headers: toHeaders(response) };
      const wanted = redirects.has(head.status) ? false : (options.wants?.(head) ?? true);
      if (wanted === false) return { ...head, body: new Uint8Array() };
      const bytesMax = wanted === true ? (options.bytesMax ?? usual.bytesMax) : wanted.bytesMax;
      return { ...head, body: await readBody(response, url.href, bytesMax) };
    } finally {
      response.destroy();
      sent.destroy();
    }
  }

  return {
    async fetch(address, options = {}) {
      const { timeoutMs = times.timeoutMs, redirectsMax = usual.redirectsMax } = options;
      const timeout = AbortSignal.timeout(timeoutMs);
      const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout;
      let destination = checkUrl(address, allowed);
      let asked = options;
      try {
        for (let count = 0; ; count += 1) {
          const answer = await fetchOnce(destination, asked, signal);
          const location = redirects.has(answer.status) ? answer.headers.get("location") : null;
          if (location === null) return answer;
          if (count >= redirectsMax) throw new NotReached("redirects", destination.url.href);
          const next = checkUrl(follow(location, destination.url), allowed);
          if ((await options.onRedirect?.(next.url)) === false) throw new NotReached("redirect_refused", next.url.href);
          asked = carryOver(asked, answer.status, destination.url, next.url);
          destination = next;
        }
      } catch (error) {
        options.signal?.throwIfAborted();
        if (timeout.aborted) throw new NotReached("timeout", destination.url.href);
        throw error;
      }
    },
    async stream(address, { bytesMax, signal = new AbortController().signal, ...options }) {
      const destination = checkUrl(address, allowed);
      const lookup = await pin(destination, resolve, signal);
      const { response, sent } = await ask(destination, lookup, { idleMs: times.idleMs, ...options }, signal).catch((error: unknown) => {
        signal.throwIfAborted();
        throw error;
      });
      return asStream(response, sent, { url: destination.url.href, bytesMax, signal });
    },
    refusal(url) {
      try {
        checkUrl(url, allowed);
        return null;
      } catch (error) {
        if (error instanceof NotReached) return error;
        throw error;
      }
    },
    isAllowed(url) {
      return checkUrl(url, allowed).isAllowed;
    },
  };
}

/**
 * Resolves a name once, checks every address that it has, and answers the look-up by which the connection is made: what is
 * connected to is what was checked, whatever the name says a moment later.
 */
async function pin({ url, hostname, isAllowed }: Destination, resolve: Resolve, signal: AbortSignal): Promise<LookupFunction> {
  const addresses = isIP(hostname) !== 0 ? [hostname] : await resolve(hostname, { isAllowed, signal });
  if (addresses.length === 0) throw new NotReached("unresolved", url.href);
  if (!isAllowed && !addresses.every(isPublic)) throw new NotReached("not_public", url.href);
  const pinned = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return (_hostname, options, answer) => {
    if (options.all) answer(null, pinned);
    else answer(null, pinned[0]!.address, pinned[0]!.family);
  };
}

/** A connection of its own for each request: none is shared with what another tenant asked. */
function ask(
  { url, hostname, port }: Destination,
  lookup: LookupFunction,
  options: FetchOptions,
  signal: AbortSignal,
): Promise<{ response: IncomingMessage; sent: ClientRequest }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ response: IncomingMessage; sent: ClientRequest }>();
  const own = { host: url.host, "accept-encoding": encodings };
  const wanted: RequestOptions = {
    method: options.method ?? "GET",
    hostname,
    port,
    path: `${url.pathname}${url.search}`,
    // The last one of a name counts: another `Host` would reach another tenant of the same server.
    headers: { ...withoutOwn(options.headers), ...own },
    agent: false,
    lookup,
    signal,
    timeout: options.idleMs,
  };
  const servername = isIP(hostname) === 0 ? hostname : "";
  const sent = url.protocol === "https:" ? requestSecure({ ...wanted, servername }) : requestPlain(wanted);
  sent.once("response", (response) => {
    sent.once("timeout", () => response.destroy(new NotReached("timeout", url.href)));
    resolve({ response, sent });
  });
  sent.once("timeout", () => sent.destroy(new NotReached("timeout", url.href)));
  // What fails while the body is read, its reader says.
  sent.on("error", (error) => reject(whyFailed(error, url.href)));
  sent.end(options.body);
  return promise;
}

function asStream(
  response: IncomingMessage,
  sent: ClientRequest,
  { url, bytesMax, signal }: { url: string; bytesMax: number; signal: AbortSignal },
): Response {
  const end = () => {
    response.destroy();
    sent.destroy();
  };
  const { statusCode: status = 0 } = response;
  if (redirects.has(status) || status < 200 || status > 599) {
    end();
    throw new NotReached(redirects.has(status) ? "redirect_refused" : "broken", url);
  }
  const headers = toHeaders(response);
  // Of the body as it was packed.
  for (const name of ["content-encoding", "content-length"]) headers.delete(name);
  async function* parts(): AsyncGenerator<Buffer<ArrayBuffer>> {
    try {
      yield* readParts(response, url, bytesMax);
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      end();
    }
  }
  if ([204, 205, 304].includes(status)) {
    end();
    return new Response(null, { status, headers });
  }
  return new Response(ReadableStream.from(parts()), { status, headers });
}

/** What is set here cannot be set by the one who asks: what frames a request could hide a second one in it. */
function withoutOwn(headers: Readonly<Record<string, string>> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ownHeaders.has(name.toLowerCase())));
}

const ownHeaders = new Set(["connection", "transfer-encoding"]);

function whyFailed(error: Error & { code?: string }, url: string): Error {
  if (error instanceof NotReached || error.name === "AbortError") return error;
  const { code = "" } = error;
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) return new NotReached("tls", url, { cause: error });
  return new NotReached(code.startsWith("HPE_") ? "broken" : "unreachable", url, { cause: error });
}

function follow(location: string, from: URL): URL {
  if (!URL.canParse(location, from.href)) throw new NotReached("invalid_url", from.href);
  const next = new URL(location, from);
  if (next.hash === "") next.hash = from.hash;
  return next;
}

/** What was sent for one origin is not sent to another, and a write is repeated only where the server asks for that. */
function carryOver(options: FetchOptions, status: number, from: URL, to: URL): FetchOptions {
  const { headers = {}, body, method = "GET", ...rest } = options;
  const repeats = status === 307 || status === 308 || method === "GET" || method === "HEAD";
  const secret = from.origin === to.origin ? [] : ["authorization", "cookie", "proxy-authorization"];
  const dropped = new Set([...secret, ...(repeats ? [] : ["content-type", "content-length"])]);
  const remaining = Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name.toLowerCase())));
  if (!repeats) return { ...rest, method: "GET", headers: remaining };
  return { ...rest, method, headers: remaining, ...(body !== undefined && { body }) };
}

function toHeaders(response: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(response.headersDistinct)) for (const value of values ?? []) headers.append(name, value);
  return headers;
}
