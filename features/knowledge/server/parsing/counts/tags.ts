/** What looks like a tag and is text, written so that it is read as text. */
export function escapeTags(text: string, isText: (name: string, rest: string) => boolean): string {
  const known = new Map<string, boolean>();
  return text.replace(/<(\/?)([a-z][\w:.-]*)([^<>]*)>|<(?!!--|[/a-z])/gi, (all, end?: string, name?: string, rest = "") => {
    if (name === undefined) return escapeText(all);
    const key = `${name} ${end ? "" : rest}`;
    const is = known.get(key) ?? isText(name.toLowerCase(), end ? "" : rest);
    known.set(key, is);
    return is ? escapeText(all) : all;
  });
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
