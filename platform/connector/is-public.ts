import ipaddr from "ipaddr.js";

/** Whether an address, as a resolver or a URL has it, is one of the open internet. What cannot be read is not. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== "unicast") return false;
  if (parsed instanceof ipaddr.IPv6) return parsed.match(globalIPv6);
  return !metadata.includes(parsed.toString());
}

/** Of all IPv6, what was handed out: IPv4-compatible addresses, translations of IPv4 and what is yet to be given a meaning lie outside. */
const globalIPv6 = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number];
/** Public by its range, and yet what a cloud (Azure) answers its own machines at. */
const metadata = ["168.63.129.16"];
