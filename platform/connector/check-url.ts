import { isIP } from "node:net";
import { isPublic } from "./is-public.ts";
import { NotReached } from "./not-reached.ts";

/** `host:port` pairs that the operator opened, as URLs spell them. */
export type Allowed = ReadonlySet<string>;

/** A host is a name or an address; `isAllowed`: the operator opened it, wherever its name leads. */
export type Destination = { url: URL; hostname: string; port: number; isAllowed: boolean };

/**
 * What an address alone tells against asking it. The parser of URLs has already made one spelling of many: 0x7f.1, 2130706433,
 * full-width digits and `127.0.0.1.` are all 127.0.0.1.
 * @throws NotReached
 */
export function checkUrl(address: string | URL, allowed: Allowed): Destination {
  const url = readUrl(address);
  const refuse = (code: ConstructorParameters<typeof NotReached>[0]) => new NotReached(code, withoutCredentials(url));
  if (url.protocol !== "http:" && url.protocol !== "https:") throw refuse("scheme");
  if (url.username !== "" || url.password !== "") throw refuse("credentials");
  const hostname = url.hostname.replace(/^\[|\]$/g, "").replace(/\.+$/, "");
  const port = Number(url.port) || (url.protocol === "https:" ? 443 : 80);
  if (allowed.has(pairOf(hostname, port))) return { url, hostname, port, isAllowed: true };
  if (/(^|\.)localhost$/i.test(hostname)) throw refuse("not_public");
  if (isIP(hostname) !== 0 && !isPublic(hostname)) throw refuse("not_public");
  if (!isWebPort(port)) throw refuse("port");
  return { url, hostname, port, isAllowed: false };
}

/** A host and port as one word, without the brackets of IPv6. */
export function pairOf(hostname: string, port: number): string {
  return `${hostname.toLowerCase()} ${port}`;
}

function readUrl(address: string | URL): URL {
  if (address instanceof URL) return address;
  if (!URL.canParse(address)) throw new NotReached("invalid_url", address);
  return new URL(address);
}

function withoutCredentials(url: URL): string {
  const plain = new URL(url);
  [plain.username, plain.password] = ["", ""];
  return plain.href;
}

/** Below 1024, and at the ports that browsers refuse too, other protocols listen, which a request could be made to speak. */
function isWebPort(port: number): boolean {
  if (port < 1_024) return port === 80 || port === 443;
  return !otherProtocols.has(port);
}

const otherProtocols = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
]);
