import { AddressFilter, isAddressIn } from "./address-filter.ts";

/** What a tool answered, as a visitor can be shown it: of addresses, those of its own server. */
export function withOwnAddresses(text: string, origin: string | null): string {
  const filter = new AddressFilter((address) => isOwnAddress(address, { text, origin }));
  return filter.push(text) + filter.end();
}

/** Whether a tool's answer has this address, and it leads to where the tool itself asks. */
export const isOwnAddress = (address: string, { text, origin }: { text: string; origin: string | null }): boolean =>
  origin !== null && URL.parse(address)?.origin === origin && isAddressIn(address, [text]);
