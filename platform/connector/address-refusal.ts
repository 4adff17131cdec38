import type { Connector } from "./connector.ts";

/** Why nothing that is secret may be sent to an address; null where it may. What nobody may ask at all is refused as well. */
export function addressRefusal(connector: Connector, address: string): string | null {
  const refusal = connector.refusal(address);
  if (refusal) return refusal.message;
  const url = new URL(address);
  if (url.protocol === "http:" && !connector.isAllowed(url))
    return "An address on the internet begins with https://, so that nobody on the way reads what is sent.";
  return null;
}
