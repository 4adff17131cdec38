import { Parser } from "htmlparser2";

const out = new Set([
  "office:annotation",
  "text:tracked-changes",
  "text:ruby-text",
  "text:note-citation",
  "office:forms",
  "text:index-title-template",
]);
/** These are within a word; all others part words. */
const inline = new Set([
  "text:span",
  "text:a",
  "text:ruby",
  "text:ruby-base",
  "text:bookmark",
  "text:bookmark-start",
  "text:bookmark-end",
  "text:soft-page-break",
]);

/** The words of a document's body, counted beside its reader: all character data of its paragraphs, without what is hidden. */
export function countedText(bytes: Uint8Array, isHiddenStyle: (name: string) => boolean): string {
  const open: { name: string; isOut: boolean }[] = [];
  let text = "";
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const style = attributes["text:style-name"] ?? attributes["table:style-name"] ?? attributes["draw:style-name"];
        const isHidden =
          (name.startsWith("text:hidden-") && attributes["text:is-hidden"] !== "false") ||
          attributes["text:display"] === "none" ||
          /^(?:collapse|filter)$/.test(attributes["table:visibility"] ?? "") ||
          (style !== undefined && isHiddenStyle(style));
        open.push({ name, isOut: isHidden || out.has(name) });
        if (!inline.has(name)) text += " ";
      },
      ontext(words) {
        const isParagraph = open.some(({ name }) => name === "text:p" || name === "text:h");
        if (isParagraph && !open.some(({ isOut }) => isOut)) text += words;
      },
      onclosetag(name) {
        open.pop();
        if (!inline.has(name)) text += " ";
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(new TextDecoder().decode(bytes));
  return text;
}
