import { posix } from "node:path";
import type { Element } from "domhandler";
import { tidy, Unreadable } from "./block.ts";
import { guardZip } from "./guard-zip.ts";
import { childAt, childOf, descendants, elementsOf, parseXml, xmlText } from "./xml.ts";

export type Relation = { type: string; target: string; isExternal: boolean };
/** A document of Office: its parts by path, and what each of them refers to. */
export type OfficePackage = {
  main: string;
  part(path: string): Uint8Array | undefined;
  relations(path: string): Map<string, Relation>;
  /** The parts that one refers to by this kind of relation, such as `slide`. */
  related(path: string, type: string): string[];
  contentType(path: string): string;
  /** As the file's properties have it. */
  title: string | null;
};

/**
 * @param folder where its main part must be, such as `word`
 * @throws Unreadable `wrong_type` for a zip that is something else
 */
export function openPackage(bytes: Uint8Array, folder: string): OfficePackage {
  const { names, files } = guardZip(
    bytes,
    (name) => !/\.(?:png|jpe?g|gif|emf|wmf|tiff?|bmp|svg|mp[34]|wav|mov|avi|ttf|odttf|bin)$/i.test(name),
  );
  const byPath = new Map([...files].map(([name, content]) => [name.replaceAll("\\", "/").replace(/^\//, "").toLowerCase(), content]));
  const part = (path: string) => byPath.get(path.toLowerCase());
  const known = new Map<string, Map<string, Relation>>();
  const relations = (path: string) => {
    const found = known.get(path) ?? readRelations(part, path);
    known.set(path, found);
    return found;
  };
  const related = (path: string, type: string) =>
    [...relations(path).values()].filter((relation) => !relation.isExternal && relation.type === type).map(({ target }) => target);
  const [main] = related("", "officeDocument").filter((path) => part(path));
  if (!main || !new RegExp(`^${folder}/`, "i").test(main))
    throw new Unreadable(isOffice(names) || names.length > 0 ? "wrong_type" : "corrupt");
  const types = contentTypes(part("[content_types].xml"));
  const [core] = related("", "core-properties");
  const title = core ? tidy(xmlText(childOf(parseXml(part(core)), "dc:title") ?? parseXml(undefined))) : "";
  // Programs write a name of their own where nobody gave one.
  const isGiven =
    title !== "" && !/^(?:microsoft|power ?point|pptxgenjs|presentation|untitled|document|slide|book|sheet)\b.{0,15}$/i.test(title);
  return { main, part, relations, related, contentType: (path) => types(path), title: isGiven ? title : null };
}

function isOffice(names: readonly string[]): boolean {
  return names.some((name) => name.toLowerCase() === "[content_types].xml");
}

function readRelations(part: OfficePackage["part"], path: string): Map<string, Relation> {
  const folder = posix.dirname(path);
  const file = path === "" ? "_rels/.rels" : posix.join(folder, "_rels", `${posix.basename(path)}.rels`);
  const all = elementsOf(parseXml(part(file))).map(({ attribs }): [string, Relation] => {
    const isExternal = attribs["TargetMode"] === "External";
    const target = attribs["Target"] ?? "";
    const inside = target.startsWith("/") ? target.slice(1) : posix.join(path === "" ? "" : folder, target);
    return [attribs["Id"] ?? "", { type: (attribs["Type"] ?? "").split("/").at(-1)!, target: isExternal ? target : inside, isExternal }];
  });
  return new Map(all);
}

function contentTypes(bytes: Uint8Array | undefined): (path: string) => string {
  const entries = elementsOf(parseXml(bytes));
  const overrides = new Map(
    entries.map(({ attribs }) => [(attribs["PartName"] ?? "").replace(/^\//, "").toLowerCase(), attribs["ContentType"] ?? ""]),
  );
  const defaults = new Map(entries.map(({ attribs }) => [(attribs["Extension"] ?? "").toLowerCase(), attribs["ContentType"] ?? ""]));
  return (path) => overrides.get(path.toLowerCase()) || defaults.get(posix.extname(path).slice(1).toLowerCase()) || "";
}

/** Sheets and slides write what XML cannot hold as `_x000D_`, and an underline that would begin such as `_x005F_`. */
export function unescapeText(text: string): string {
  return text.includes("_x")
    ? text.replace(/_x([\dA-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text;
}

/** What a chart says: its title and those of its axes, then each series with the names of its points. */
export function chartTexts(bytes: Uint8Array | undefined): string[] {
  const chart = childOf(parseXml(bytes), "c:chart");
  if (!chart) return [];
  const titles = descendants(chart, "c:title").map((title) => tidy(descendants(title, "a:t", "c:v").map(xmlText).join("")));
  const series = descendants(chart, "c:ser").map((one) => {
    const points = (element: Element | undefined) =>
      element ? descendants(element, "c:pt").map((point) => tidy(xmlText(childOf(point, "c:v") ?? point))) : [];
    const name = points(childOf(one, "c:tx")).join(" ") || tidy(xmlText(childAt(one, "c:tx", "c:v") ?? parseXml(undefined)));
    const categories = points(childOf(one, "c:cat") ?? childOf(one, "c:xVal"));
    const values = points(childOf(one, "c:val") ?? childOf(one, "c:yVal"));
    const pairs = values.map((value, index) => (categories[index] ? `${categories[index]}: ${shortNumber(value)}` : shortNumber(value)));
    return [name, pairs.join("; ")].filter(Boolean).join(" – ");
  });
  return [...titles, ...series].filter(Boolean);
}

/** 0.30000000000000004 is 0.3 on the chart. */
function shortNumber(text: string): string {
  const value = Number(text);
  return text !== "" && Number.isFinite(value) && text.length > 10 ? String(Number(value.toPrecision(10))) : text;
}

/** The texts of a diagram's shapes, in their order. */
export function diagramTexts(bytes: Uint8Array | undefined): string[] {
  return descendants(parseXml(bytes), "a:p")
    .map((paragraph) => tidy(descendants(paragraph, "a:t").map(xmlText).join("")))
    .filter(Boolean);
}
