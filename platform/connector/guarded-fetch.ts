import type { Connector } from "./connector.ts";

/** Of one answer of a provider, unpacked. */
const bytesMax = 16 * 1024 * 1024;
/** A model may think so long without a word; what waits for it has a limit of its own. */
const idleMs = 600_000;

/** fetch for SDKs that are handed one, at addresses that tenants set. */
export function guardedFetch(connector: Connector): typeof fetch {
  return async (input, init = {}) => {
    const { method = "GET", headers, body, signal } = init;
    if (input instanceof Request || (body != null && typeof body !== "string")) throw new Error("Only texts are sent to a provider.");
    return connector.stream(input, {
      method: method as "GET",
      headers: Object.fromEntries(new Headers(headers)),
      ...(body == null ? {} : { body }),
      ...(signal ? { signal } : {}),
      bytesMax,
      idleMs,
    });
  };
}
