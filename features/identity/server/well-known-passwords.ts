import { dictionary } from "@zxcvbn-ts/language-common";

/** The first of a list that begins with the most common. */
const commonest = dictionary["passwords-common"].slice(0, 10_000).map((password) => password.toLowerCase());
const asWritten = new Set(commonest);
/** Fewer letters than that name no password: what "ab12345678" is refused for are its digits. */
const coreMin = 4;
const cores = new Set(commonest.map(coreOf).filter((core) => core.length >= coreMin));
/** No password is longer, and the patterns below would take minutes on a megabyte. */
const lengthMax = 200;

/**
 * Whether a password is one of the 10,000 most common: in any case, with any digits and signs before and behind it. Where
 * hardly a letter is left between those, the digits themselves are looked up.
 */
export function isWellKnown(password: string): boolean {
  if (password.length > lengthMax) return false;
  const written = password.normalize("NFKC").toLowerCase();
  const core = coreOf(written);
  if (asWritten.has(written)) return true;
  if (core.length >= coreMin) return cores.has(core);
  return asWritten.has(written.replace(/^[^0-9]+|[^0-9]+$/g, ""));
}

/** From the first letter to the last. */
function coreOf(password: string): string {
  return password.replace(/^[^\p{L}]+/u, "").replace(/[^\p{L}\p{M}]+$/u, "");
}
