import type { Address } from "./parse-addresses.ts";

/** How many the field holds; a longer list belongs into several files. */
export const addressesMax = 1000;

/** Puts addresses behind those that are there, each once. @returns also how many were there already, and how many found no room */
export function addAddresses(list: readonly Address[], added: readonly Address[]): { list: Address[]; doubled: number; leftOut: number } {
  const all = new Map(list.map((address) => [keyOf(address), address]));
  const fresh = new Map<string, Address>();
  for (const address of added) if (!all.has(keyOf(address)) && !fresh.has(keyOf(address))) fresh.set(keyOf(address), address);
  const room = Math.max(0, addressesMax - all.size);
  return {
    list: [...all.values(), ...[...fresh.values()].slice(0, room)],
    doubled: added.length - fresh.size,
    leftOut: Math.max(0, fresh.size - room),
  };
}

const keyOf = ({ text }: Address) => text.toLowerCase();
