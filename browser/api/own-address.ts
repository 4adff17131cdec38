/** An address to return to, if it is one of this dashboard and no other site's; else `/`. */
export function ownAddress(address: string | undefined): string {
  return address !== undefined && /^\/(?![/\\])/.test(address) ? address : "/";
}
