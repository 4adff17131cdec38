/** Says nothing to who reads the page, or is its furniture for machines. */
const silent = new Set(
  "script style template noscript head title meta link object embed applet iframe frame canvas audio video map datalist rp rt rtc source track param base".split(
    " ",
  ),
);
/** What begins a line of its own. */
export const blockElements: ReadonlySet<string> = new Set(
  "address article aside blockquote body center details dialog dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section select summary table ul".split(
    " ",
  ),
);
export const voidElements: ReadonlySet<string> = new Set("area base br col embed hr img input link meta param source track wbr".split(" "));
/** These may be without their end. */
export const endlessElements: ReadonlySet<string> = new Set(
  "body colgroup dd dt head html li option p tbody td tfoot th thead tr".split(" "),
);
/** The names that are elements of HTML; `<your-key>` is none. */
export const namesOfElements: ReadonlySet<string> = new Set(
  `a abbr acronym address article aside b bdi bdo big blockquote body button caption center cite code colgroup dd del details dfn
  dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header hgroup html i iframe ins kbd label
  legend li main mark math menu meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script
  search section select small span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr
  tt u ul var video audio canvas ${[...voidElements].join(" ")}`.split(/\s+/),
);

/** Not shown by a browser, whatever a script may do later. What `details` hold can be opened. */
export function isUnseen(name: string, attribs: Readonly<Record<string, string>>): boolean {
  if (silent.has(name)) return true;
  if ("hidden" in attribs && attribs["hidden"] !== "until-found") return true;
  if (name === "dialog" && !("open" in attribs)) return true;
  if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i.test(attribs["style"] ?? "")) return true;
  return name === "input" && attribs["type"]?.toLowerCase() === "hidden";
}
