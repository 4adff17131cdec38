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
  const address = plain(peer);
  const proxies = trusted(env);
  if (!forwardedFor || !proxies(address)) return address;
  const hops = forwardedFor.split(",").map((hop) => plain(hop.trim()));
  return hops.findLast((hop) => isIP(hop) !== 0 && !proxies(hop)) ?? address;
}

/** What limits count by: whoever has one IPv6 address has a /64 of them. */
export function networkOf(ip: string): string {
  if (!ip.includes(":") || ip.includes(".")) return ip;
  const [head = "", tail] = ip.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean).length ?? 0;
  while (tail !== undefined && groups.length + after < 8) groups.push("0");
  return groups.slice(0, 4).join(":");
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
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/, "");
