import type { Element } from "domhandler";
import { numeral } from "../numerals.ts";
import { childAt, childOf, elementsOf } from "../xml.ts";

type Level = { start: number; format: string; text: string; isLegal: boolean; restart: number | null; style: string | null };
type List = { abstractId: string; levels: Map<number, Level>; starts: Map<number, number> };

/** The numbers of paragraphs in lists, in the order of the document. */
export type Numbering = {
  /** What stands before the paragraph, "5." or "-"; null where the list does not exist. */
  next(listId: string, level: number): string | null;
  /** The level at which a list numbers paragraphs of this style. */
  levelOfStyle(listId: string, style: string): number | null;
};

/** Counts as Word does: lists of one definition count on together, a deeper level begins again below each number. */
export function readNumbering(root: Element, linkedList: (style: string) => string | null): Numbering {
  const abstracts = new Map<string, Element>();
  for (const element of elementsOf(root))
    if (element.name === "w:abstractNum") abstracts.set(element.attribs["w:abstractNumId"] ?? "", element);
  const nums = new Map(
    elementsOf(root).flatMap((element): [string, Element][] =>
      element.name === "w:num" ? [[element.attribs["w:numId"] ?? "", element]] : [],
    ),
  );
  const lists = new Map<string, List>();
  const counts = new Map<string, number[]>();
  const started = new Set<string>();

  const listOf = (id: string, hops = 0): List | null => {
    const known = lists.get(id);
    if (known) return known;
    const num = nums.get(id);
    const abstractId = childOf(num, "w:abstractNumId")?.attribs["w:val"] ?? "";
    const abstract = abstracts.get(abstractId);
    if (!num || !abstract) return null;
    const link = childOf(abstract, "w:numStyleLink")?.attribs["w:val"];
    const linked = link ? linkedList(link) : null;
    const base = linked && linked !== id && hops < 5 ? listOf(linked, hops + 1) : null;
    const list: List = {
      abstractId: base?.abstractId ?? abstractId,
      levels: new Map(base?.levels ?? levelsIn(abstract)),
      starts: new Map(),
    };
    for (const override of elementsOf(num).filter(({ name }) => name === "w:lvlOverride")) {
      const level = Number(override.attribs["w:ilvl"]);
      const own = childOf(override, "w:lvl");
      if (own) list.levels.set(level, readLevel(own));
      const start = childOf(override, "w:startOverride")?.attribs["w:val"];
      if (start !== undefined) list.starts.set(level, Number(start));
    }
    lists.set(id, list);
    return list;
  };

  return {
    next(listId, level) {
      const list = listOf(listId);
      const own = list?.levels.get(level);
      if (!list || !own) return null;
      const count = counts.get(list.abstractId) ?? [];
      counts.set(list.abstractId, count);
      const startOf = (at: number) => list.starts.get(at) ?? list.levels.get(at)?.start ?? 1;
      const firstHere = list.starts.has(level) && !started.has(`${listId} ${level}`);
      started.add(`${listId} ${level}`);
      count[level] = firstHere || count[level] === undefined ? startOf(level) : count[level] + 1;
      for (let deeper = level + 1; deeper < Math.max(count.length, 9); deeper += 1) {
        const restart = list.levels.get(deeper)?.restart;
        if (restart === 0 || (restart !== null && restart !== undefined && level >= restart)) continue;
        delete count[deeper];
      }
      if (own.format === "bullet") return "-";
      return own.text.replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1;
        const format = own.isLegal ? "decimal" : (list.levels.get(at)?.format ?? "decimal");
        return format === "none" ? "" : numeral(count[at] ?? startOf(at), format);
      });
    },
    levelOfStyle(listId, style) {
      for (const [level, own] of listOf(listId)?.levels ?? []) if (own.style === style) return level;
      return null;
    },
  };
}

function levelsIn(abstract: Element): Map<number, Level> {
  return new Map(
    elementsOf(abstract).flatMap((element): [number, Level][] =>
      element.name === "w:lvl" ? [[Number(element.attribs["w:ilvl"]), readLevel(element)]] : [],
    ),
  );
}

function readLevel(element: Element): Level {
  const value = (name: string) => childOf(element, name)?.attribs["w:val"];
  const format = value("w:numFmt") ?? childAt(element, "mc:AlternateContent", "mc:Fallback", "w:numFmt")?.attribs["w:val"] ?? "decimal";
  const legal = childOf(element, "w:isLgl");
  const restart = value("w:lvlRestart");
  return {
    start: Number(value("w:start") ?? 1),
    format,
    text: value("w:lvlText") ?? "",
    isLegal: legal !== undefined && !/^(?:0|false|off)$/.test(legal.attribs["w:val"] ?? ""),
    restart: restart === undefined ? null : Number(restart),
    style: value("w:pStyle") ?? null,
  };
}
