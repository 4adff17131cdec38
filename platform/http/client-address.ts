import { BlockList, isIP, isIPv6 } from "node:net";
import type { Env } from "../env.ts";
import { isLoopback } from "./hosts.ts";

/**
 * Who is calling, for limits and the audit log. `X-Forwarded-For` counts only from a proxy that TRUSTED_PROXIES names,
 * or, where APP_URL faces the world, from this machine itself; of its entries the last that is no such proxy.
 *
 * @param peer address of the socket's other end; "" where there is none
 * @param forwardedFor the header, or undefined
 */
export function clientAddress(env: Pick<Env, "appUrl" | "trustedProxies">, peer: string, forwardedFor: string | undefined): string {
  const address = plainAddress(peer);
  if (!forwardedFor || !isTrustedProxy(env, address)) return address;
  const proxies = trusted(env);
  const hops = forwardedFor.split(",").map((hop) => plainAddress(hop.trim()));
  return hops.findLast((hop) => isIP(hop) !== 0 && !proxies(hop)) ?? address;
}

/** Whether what this address says of who calls is believed. */
export function isTrustedProxy(env: Pick<Env, "appUrl" | "trustedProxies">, address: string): boolean {
  return trusted(env)(plainAddress(address));
}

/** The network that limits and the account log count an address as: an IPv4 address as itself, an IPv6 address as its /64. */
export const networkOf = (ip: string): string => networksOf(ip)[0];

/** The networks of an address, the narrowest first: of IPv6 the /64 that is one line's, and the /48 that may be one customer's. */
export function networksOf(ip: string): [narrow: string, wide?: string] {
  if (!ip.includes(":")) return [ip];
  const address = plainAddress(ip.replace(/%.*$/s, ""));
  if (!isIPv6(address)) return [address];
  const groups = groupsOf(address);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (isMapped) return [[groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join(".")];
  const prefix = (count: number) =>
    groups
      .slice(0, count)
      .map((group) => group.toString(16))
      .join(":");
  return [`${prefix(4)}::/64`, `${prefix(3)}::/48`];
}

/** The eight numbers of an IPv6 address, however it is written. */
function groupsOf(address: string): number[] {
  const [head = [], tail] = address.split("::").map((part) => part.split(":").filter(Boolean).flatMap(numbersOf));
  const missing = 8 - head.length - (tail?.length ?? 0);
  return [...head, ...(tail ? [...Array<number>(missing).fill(0), ...tail] : [])];
}

/** One group; or two, where the last 32 bits are written as an IPv4 address. */
function numbersOf(group: string): number[] {
  if (!group.includes(".")) return [Number.parseInt(group, 16)];
  const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
  return [a * 256 + b, c * 256 + d];
}

const known = new WeakMap<object, (address: string) => boolean>();

function trusted(env: Pick<Env, "appUrl" | "trustedProxies">): (address: string) => boolean {
  const found = known.get(env);
  if (found) return found;
  const list = new BlockList();
  for (const [address, prefix] of env.trustedProxies) list.addSubnet(address, prefix, isIPv6(address) ? "ipv6" : "ipv4");
  const behindOwnProxy = !isLoopback(new URL(env.appUrl).hostname);
  const test = (address: string) =>
    (behindOwnProxy && isLoopback(address)) || (isIP(address) !== 0 && list.check(address, isIPv6(address) ? "ipv6" : "ipv4"));
  known.set(env, test);
  return test;
}

/** IPv4 as itself, also where the socket speaks IPv6. */
export const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, "");
