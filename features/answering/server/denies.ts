/** Whether a text denies, excludes or excepts anything at all. */
export function denies(text: string): boolean {
  return /\b(?:not|never|no|none|neither|nor|without|except|exclu\p{L}*|prohibit\p{L}*|forbid\p{L}*|nicht|kein\p{L}*|nie|ohne|außer|ausgeschlossen|ausgenommen|nunca|ningun\p{L}*|sin|salvo|excepto|jamais|aucun\p{L}*|sans|sauf)(?!\p{L})|n['’]t\b/iu.test(
    text,
  );
}
