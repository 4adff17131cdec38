/**
 * Whether a text fits a pattern in which `*` stands for any characters. In linear steps for each star, whatever the pattern is:
 * robots.txt and people write them, and a regular expression made of one can be kept busy for ever.
 *
 * @param ends whether the text must end with the pattern; otherwise it continues as it likes
 */
export function fitsPattern(pattern: string, text: string, { ends }: { ends: boolean }): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (!text.startsWith(first)) return false;
  let at = first.length;
  const last = ends ? rest.pop() : undefined;
  for (const part of rest) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  if (last !== undefined) return text.length - last.length >= at && text.endsWith(last);
  return !ends || at === text.length;
}
