import type { Env } from "../env.ts";
import type { Logger } from "../log.ts";
import { peerOf, type HttpContext } from "./app.ts";
import { isTrustedProxy, plainAddress } from "./client-address.ts";
import { isLoopback } from "./hosts.ts";

/** Whether this machine itself asks, under a name of its own, with nothing in between. */
export function isFromHere(c: HttpContext): boolean {
  const host = c.req.header("host") ?? new URL(c.req.url).host;
  return isLoopback(hostnameOf(host)) && isLoopback(plainAddress(peerOf(c))) && isDirect(c);
}

/** Whether nothing says that a proxy or a tunnel handed the request on: then somebody else may be asking. */
function isDirect(c: HttpContext): boolean {
  return ![...c.req.raw.headers.keys()].some((name) => ofProxies.test(name));
}

/** What reverse proxies, balancers, networks of caches and tunnels add. */
const ofProxies =
  /^(?:forwarded|via|x-forwarded(?:-.+)?|forwarded-.+|x-real-ip|x-original-.+|x-client-ip|x-cluster-client-ip|x-remote-(?:ip|addr)|x-proxyuser-ip|x-envoy-.+|x-appengine-.+|x-azure-.+|x-amz-cf-.+|x-amzn-trace-id|true-client-ip|client-ip|cdn-loop|cf-.+|fastly-.+|fly-.+|x-vercel-.+|x-nf-.+|tailscale-.+|ngrok-.+)$/;

/**
 * Says once, on the first request under the public address, when its reverse proxy leaves out who is calling or is not
 * believed: limits and the audit log would then take everybody for one caller.
 */
export function watchForwarding(env: Pick<Env, "appUrl" | "trustedProxies">, log: Pick<Logger, "warn">): (c: HttpContext) => void {
  const own = new URL(env.appUrl);
  let isSettled = isLoopback(own.hostname);
  return (c) => {
    if (isSettled || c.req.header("host") !== own.host) return;
    isSettled = true;
    const peer = plainAddress(peerOf(c));
    const isForwarded = c.req.header("x-forwarded-for") !== undefined;
    if (isForwarded && !isTrustedProxy(env, peer)) {
      log.warn(
        `Requests to ${env.appUrl} come through ${peer}, whose X-Forwarded-For is not trusted: everybody looks like one caller. Name the proxy in TRUSTED_PROXIES.`,
      );
    }
    // Nobody reaches this process by TLS, or from this machine, but through a proxy.
    if (!isForwarded && (own.protocol === "https:" || isLoopback(peer))) {
      log.warn(
        `Requests to ${env.appUrl} come without X-Forwarded-For: everybody looks like one caller, and what is for this machine alone may be open to others. Let the reverse proxy send the header, and name it in TRUSTED_PROXIES if it runs on another machine.`,
      );
    }
  };
}

const hostnameOf = (host: string) => URL.parse(`http://${host}`)?.hostname ?? "";
