import type { Element } from "domhandler";
import { withAddress } from "../links.ts";
import { childAt, childOf, elementsOf } from "../xml.ts";

type Field = { code: string; isResult: boolean; from: number; form: Element | undefined };

/** The fields that are open where one reads: of each the result is text, its code is not. They may reach over paragraphs. */
export class Fields {
  private open: Field[] = [];
  private readonly doEnd: boolean;

  /** @param doEnd whether all of them do: where one does not, no code is taken to reach beyond its paragraph */
  constructor(doEnd: boolean) {
    this.doEnd = doEnd;
  }

  /** Whether what is read now is a code, which nobody sees. */
  get isCode(): boolean {
    return this.open.some(({ isResult }) => !isResult);
  }

  addCode(code: string): void {
    const field = this.open.findLast(({ isResult }) => !isResult);
    if (field) field.code += code;
  }

  /** Answers the paragraph's text so far, as it is after this mark of a field. */
  mark(node: Element, text: string): string {
    const type = node.attribs["w:fldCharType"];
    const field = this.open.at(-1);
    if (type === "begin") this.open.push({ code: "", isResult: false, from: text.length, form: childOf(node, "w:ffData") });
    else if (type === "separate" && field) {
      field.isResult = true;
      field.from = text.length;
    } else if (type === "end" && field) {
      this.open.pop();
      return finish(field, text);
    }
    return text;
  }

  /** The paragraph ends: what is open continues in the next one. */
  endParagraph(text: string): string {
    let ended = text;
    if (!this.doEnd) this.open = this.open.filter(({ isResult }) => isResult);
    for (const field of this.open.toReversed()) {
      if (field.isResult) ended = linked(field, ended);
      field.from = 0;
    }
    return ended;
  }
}

/** Where a code leads to; empty for one that leads nowhere outside of the document. */
export function addressOfCode(code: string): string {
  return /^\s*HYPERLINK\s+"([^"]+)"/i.exec(code)?.[1] ?? /^\s*HYPERLINK\s+([^\s"\\]\S*)/i.exec(code)?.[1] ?? "";
}

const linked = ({ code, from }: Field, text: string) => text.slice(0, from) + withAddress(text.slice(from), addressOfCode(code));

function finish(field: Field, text: string): string {
  const { form } = field;
  const box = childOf(form, "w:checkBox");
  if (box) {
    const value = (childOf(box, "w:checked") ?? childOf(box, "w:default"))?.attribs;
    const isChecked = value !== undefined && !/^(?:0|false|off)$/.test(value["w:val"] ?? "1");
    return `${text}${isChecked ? "☒" : "☐"}`;
  }
  const list = childOf(form, "w:ddList");
  if (list && text.length === field.from) {
    const chosen = Number((childAt(list, "w:result") ?? childAt(list, "w:default"))?.attribs["w:val"] ?? 0);
    const entries = elementsOf(list).filter(({ name }) => name === "w:listEntry");
    return text + (entries[chosen]?.attribs["w:val"] ?? "");
  }
  return field.isResult ? linked(field, text) : text;
}
