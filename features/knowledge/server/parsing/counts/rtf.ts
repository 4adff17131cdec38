import { decodeByPage } from "#platform/text/code-pages.ts";
import type { CountedPart } from "../block.ts";

/** Groups that are no text, or text that stands on every page. */
const out =
  /^(?:fonttbl|colortbl|stylesheet|list(?:override)?table|info|pict|objdata|themedata|colorschememapping|latentstyles|datastore|generator|rsidtbl|filetbl|revtbl|xmlnstbl|header[lrf]?|footer[lrf]?|annotation|atn\w+|bkmk\w+|nonshppict|fldinst|pgptbl|mmathPr|userprops|shprslt|sp|upr|nonesttables)$/;
/** These stand for a space, a line or a sign between words. */
const parting = /^(?:par|line|tab|page|sect|cell|row|nestcell|nestrow|emdash|endash|bullet|[lr]quote|[lr]dblquote|e[mn]space|footnote)$/;
/** Stands for a letter of an encoding that only the reader knows. */
const unknown = "\uE000";

type Group = { isOut: boolean; isMargin: boolean; isHidden: boolean; skip: number };

/** The words of a document in RTF, counted beside its reader. A word with letters of an encoding of its own counts for none. */
export function countedRtf(source: string): CountedPart {
  const page = Number(/\\ansicpg(\d+)/.exec(source)?.[1] ?? 1252);
  const isOfOnePage =
    !/\\mac\b/.test(source) && /^125\d$/.test(String(page)) && ![...source.matchAll(/\\fcharset(\d+)/g)].some(([, set]) => Number(set) > 2);
  const open: Group[] = [];
  let group: Group = { isOut: false, isMargin: false, isHidden: false, skip: 1 };
  let text = "";
  let toSkip = 0;
  const put = (words: string) => {
    const rest = words.slice(toSkip);
    toSkip = Math.max(0, toSkip - words.length);
    if (!group.isOut && !group.isHidden) text += rest;
  };
  const tokens = /\\([a-z]+)(-?\d+)? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi;
  for (let token = tokens.exec(source); token; token = tokens.exec(source)) {
    const [, word, number, hex, sign, brace, words] = token;
    if (word === "bin") tokens.lastIndex += Math.max(0, Number(number ?? 0));
    else if (words !== undefined) put(words);
    else if (hex !== undefined) put(isOfOnePage ? decodeByPage(Uint8Array.of(Number.parseInt(hex, 16)), `windows-${page}`) : unknown);
    else if (brace === "{") open.push({ ...group });
    else if (brace === "}") [group, toSkip] = [open.pop() ?? group, 0];
    else if (sign !== undefined) {
      if (sign === "*") group.isOut = true;
      else if (sign !== "-") put(" ");
    } else if (word === "u") {
      put(String.fromCharCode((Number(number) + 65_536) % 65_536));
      toSkip = group.skip;
    } else if (word === "uc") group.skip = Number(number ?? 1);
    else if (word === "v" || word === "deleted") group.isHidden = number !== "0";
    else if (word === "plain") group.isHidden = false;
    else if (word === "fldrslt" || word === "shptxt") group.isOut = group.isMargin || (word === "fldrslt" && open.at(-1)?.isOut === true);
    else if (word === "ud") group.isOut = open.at(-2)?.isOut === true;
    else if (out.test(word!)) {
      group.isOut = true;
      group.isMargin ||= /^(?:header|footer|annotation)/.test(word!);
    } else if (parting.test(word!)) put(" ");
  }
  return { where: "the text", text: text.replace(/[\p{L}\p{M}\p{N}\uE000]*\uE000[\p{L}\p{M}\p{N}\uE000]*/gu, " ") };
}
