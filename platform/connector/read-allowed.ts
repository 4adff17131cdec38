import { pairOf, type Allowed } from "./check-url.ts";

/** `host:port,…` as the operator writes it, an IPv6 address in brackets; null where a word is none. */
export function readAllowed(words: readonly string[]): Allowed | null {
  const pairs = new Set<string>();
  for (const word of words) {
    const port = Number(/:(\d{1,5})$/.exec(word)?.[1]);
    // A path, a name or a password beside the host would be left out in silence.
    if (!(port >= 1 && port <= 65_535) || /[/@?#\\]/.test(word) || !URL.canParse(`http://${word}`)) return null;
    const { hostname } = new URL(`http://${word}`);
    pairs.add(pairOf(hostname.replace(/^\[|\]$/g, ""), port));
  }
  return pairs;
}
