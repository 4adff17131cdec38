import { decodeByPage } from "#platform/text/code-pages.ts";
import { hasText, tidy, Unreadable, type Block, type ParsedFile } from "./block.ts";
import { countedRtf } from "./counts/rtf.ts";
import { withAddress } from "./links.ts";
import { tableToBlocks, type Cell, type Row } from "./tables.ts";

/** Groups that nobody sees on the page: settings, pictures, the heads and feet of pages. */
const silent = new Set(
  "fonttbl colortbl stylesheet listtable listoverridetable info pict objdata themedata colorschememapping latentstyles datastore generator rsidtbl filetbl revtbl xmlnstbl nonesttables header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor bkmkstart bkmkend nonshppict fldtype pgptbl mmathPr wgrffmtfilter userprops".split(
    " ",
  ),
);
const charsetPages: Record<number, string> = {
  0: "windows-1252",
  77: "macintosh",
  128: "shift_jis",
  129: "euc-kr",
  134: "gb18030",
  136: "big5",
  161: "windows-1253",
  162: "windows-1254",
  163: "windows-1258",
  177: "windows-1255",
  178: "windows-1256",
  186: "windows-1257",
  204: "windows-1251",
  222: "windows-874",
  238: "windows-1250",
};
const pages: Record<number, string> = {
  932: "shift_jis",
  936: "gb18030",
  949: "euc-kr",
  950: "big5",
  874: "windows-874",
  10000: "macintosh",
  437: "cp437",
  850: "cp850",
  852: "cp852",
  866: "ibm866",
  65001: "utf-8",
};
const signs: Record<string, string> = {
  tab: " ",
  line: "\n",
  page: "\n",
  sect: "\n",
  emdash: "—",
  endash: "–",
  bullet: "•",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  emspace: " ",
  enspace: " ",
  "~": " ",
  _: "-",
  "-": "",
  "|": "",
  ":": "",
};

type Group = { isSilent: boolean; isHidden: boolean; isCode: boolean; isNote: boolean; font: number; skip: number; destination: string };
/** A table that is open, down to its open cell. `merges`: of each cell of the row whether it continues the one above or before it. */
type OpenTable = { rows: Row[]; cells: Cell[]; blocks: Block[]; merges: ("above" | "before" | "")[]; above: (Cell | undefined)[] };
const emptyTable = (): OpenTable => ({ rows: [], cells: [], blocks: [], merges: [], above: [] });

/** A document in RTF: its paragraphs and tables, with what is hidden or deleted left out. */
export function parseRtf(source: string): ParsedFile {
  return { title: null, blocks: new RtfReader().read(source), counted: [countedRtf(source)] };
}

/** Goes through the words of the format; `text` is the open paragraph. */
class RtfReader {
  private readonly blocks: Block[] = [];
  private readonly groups: Group[] = [];
  private group: Group = { isSilent: false, isHidden: false, isCode: false, isNote: false, font: 0, skip: 1, destination: "" };
  private basePage = "windows-1252";
  private readonly fontPages = new Map<number, string>();
  private usualFont = 0;
  private text = "";
  private bytes: number[] = [];
  /** Of the signs that follow a Unicode one for older readers. */
  private toSkip = 0;
  private level = -1;
  private table = emptyTable();
  /** The one in a cell of it; those that are deeper still are read as if they were this one. */
  private inner = emptyTable();
  private merge: OpenTable["merges"][number] = "";
  /** 0 outside of a table. */
  private depth = 0;
  private code = "";
  private address = "";
  private resultFrom = 0;

  read(source: string): Block[] {
    if (!/^\s*\{\\rtf/.test(source)) throw new Unreadable("wrong_type");
    const tokens = /\\([a-z]+)(-?\d+)? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi;
    for (let token = tokens.exec(source); token; token = tokens.exec(source)) {
      const [, word, number, hex, sign, brace, words] = token;
      if (hex !== undefined) {
        if (this.toSkip > 0) this.toSkip -= 1;
        else this.bytes.push(Number.parseInt(hex, 16));
        continue;
      }
      this.flushBytes();
      if (brace === "{") this.open();
      else if (brace === "}") this.close();
      else if (word === "bin") tokens.lastIndex += Math.max(0, Number(number ?? 0));
      else if (word !== undefined) this.word(word, number === undefined ? null : Number(number));
      else if (sign === "*") this.group.isSilent = true;
      else if (sign !== undefined) this.put(sign === "\n" || sign === "\r" ? "\n" : (signs[sign] ?? (/[\\{}]/.test(sign) ? sign : "")));
      else if (words !== undefined) this.words(words);
    }
    this.flushBytes();
    this.paragraph();
    moveTo(this.table.blocks, this.inner);
    moveTo(this.blocks, this.table);
    return this.blocks;
  }

  private open(): void {
    this.groups.push(this.group);
    this.group = { ...this.group, destination: "" };
  }

  private close(): void {
    const { destination } = this.group;
    if (destination === "footnote") this.put("]");
    if (destination === "fldinst") this.address = /HYPERLINK\s+"([^"]+)"/i.exec(this.code)?.[1] ?? "";
    if (destination === "fldrslt" && this.address) {
      this.text = this.text.slice(0, this.resultFrom) + withAddress(this.text.slice(this.resultFrom), this.address);
      this.address = "";
    }
    this.group = this.groups.pop() ?? this.group;
    this.toSkip = 0;
  }

  private words(words: string): void {
    if (this.group.isCode) this.code += words;
    const rest = words.slice(Math.min(this.toSkip, words.length));
    this.toSkip = Math.max(0, this.toSkip - words.length);
    this.put(rest);
  }

  private put(text: string): void {
    if (!this.group.isSilent && !this.group.isHidden) this.text += text;
  }

  private flushBytes(): void {
    if (this.bytes.length === 0) return;
    this.put(decodeByPage(Uint8Array.from(this.bytes), this.fontPages.get(this.group.font) ?? this.basePage));
    this.bytes = [];
  }

  private word(word: string, number: number | null): void {
    if (silent.has(word)) {
      this.group.isSilent = true;
      this.group.destination = word;
    } else if (word in signs) this.put(signs[word]!);
    else if (word === "u" && number !== null) {
      this.put(String.fromCharCode(number < 0 ? number + 65_536 : number));
      this.toSkip = this.group.skip;
    } else this.control(word, number);
  }

  private control(word: string, number: number | null): void {
    switch (word) {
      case "uc":
        this.group.skip = number ?? 1;
        break;
      case "ansicpg":
        this.basePage = pages[number ?? 1252] ?? `windows-${number}`;
        break;
      case "mac":
        this.basePage = "macintosh";
        break;
      case "f":
        this.group.font = number ?? 0;
        break;
      case "deff":
        this.usualFont = number ?? 0;
        this.group.font = this.usualFont;
        break;
      case "fcharset":
        if (number !== null && number > 1 && charsetPages[number]) this.fontPages.set(this.group.font, charsetPages[number]);
        break;
      case "v":
      case "deleted":
        this.group.isHidden = number !== 0;
        break;
      case "plain":
        this.group.isHidden = false;
        this.group.font = this.usualFont;
        break;
      case "footnote":
        this.put(" [");
        this.group.destination = word;
        this.group.isNote = true;
        break;
      // The same twice: the second is in Unicode.
      case "upr":
        this.group.isSilent = true;
        break;
      case "ud":
        this.group.isSilent = this.groups.at(-2)?.isSilent ?? false;
        break;
      case "fldinst":
        this.group.destination = word;
        this.group.isSilent = true;
        this.group.isCode = true;
        this.code = "";
        break;
      case "fldrslt":
        this.group.destination = word;
        this.group.isSilent = this.groups.at(-1)?.isSilent ?? false;
        this.resultFrom = this.text.length;
        break;
      case "shptxt":
        // The settings of a shape are silent, its text is not, unless it is in the margin.
        this.group.isSilent = this.groups.some(({ destination }) => /^(?:header|footer|annotation)/.test(destination));
        break;
      case "shprslt":
        this.group.isSilent = true;
        break;
      default:
        this.layout(word, number);
    }
  }

  /** Paragraphs, cells and rows. What is silent has none, but says how the rows of a table in a cell end. */
  private layout(word: string, number: number | null): void {
    if (word === "nestrow") endRow(this.inner);
    else if (word === "trowd") this.definedTable.merges = [];
    else if (word === "clvmrg") this.merge = "above";
    else if (word === "clmrg") this.merge = "before";
    else if (word === "cellx") {
      this.definedTable.merges.push(this.merge);
      this.merge = "";
    }
    if (this.group.isSilent) return;
    if (this.group.isNote) {
      if (word === "par") this.put("\n");
      return;
    }
    switch (word) {
      case "outlinelevel":
        this.level = number ?? 0;
        break;
      case "pard":
        this.level = -1;
        this.depth = 0;
        break;
      case "intbl":
        this.depth = Math.max(1, this.depth);
        break;
      case "itap":
        this.depth = number ?? 1;
        break;
      case "par":
        this.paragraph();
        break;
      case "nestcell":
        this.depth = Math.max(2, this.depth);
        this.paragraph();
        endCell(this.inner);
        break;
      case "cell":
        this.depth = 1;
        this.paragraph();
        endCell(this.table);
        break;
      case "row":
        endRow(this.table);
        break;
    }
  }

  private get definedTable(): OpenTable {
    return this.depth > 1 ? this.inner : this.table;
  }

  private paragraph(): void {
    const text = tidy(this.text, true);
    this.text = "";
    this.resultFrom = 0;
    const isInTable = this.depth > 0 || this.table.cells.length > 0;
    if (this.depth < 2) moveTo(this.table.blocks, this.inner);
    if (!isInTable) moveTo(this.blocks, this.table);
    if (!hasText(text)) return;
    if (this.depth > 1) this.inner.blocks.push({ kind: "text", text });
    else if (isInTable) this.table.blocks.push({ kind: "text", text });
    else if (this.level >= 0 && this.level < 9)
      this.blocks.push({ kind: "heading", level: this.level + 1, text: text.replaceAll("\n", " ") });
    else this.blocks.push({ kind: /^[-•·]\s/.test(text) ? "row" : "text", text });
  }
}

function endCell(table: OpenTable): void {
  const merge = table.merges[table.cells.length] ?? "";
  // It has its place in the row; what it continues reaches over it.
  const cell: Cell = { blocks: table.blocks, ...(merge && table.blocks.length === 0 ? { colspan: 0 } : {}) };
  table.cells.push(cell);
  table.blocks = [];
}

function endRow(table: OpenTable): void {
  const cells: Cell[] = [];
  for (const [column, cell] of table.cells.entries()) {
    const above = table.above[column];
    if (cell.colspan === 0 && table.merges[column] === "above" && above) above.rowspan = (above.rowspan ?? 1) + 1;
    else if (cell.colspan === 0 && table.merges[column] === "before" && cells.length > 0)
      cells.at(-1)!.colspan = (cells.at(-1)!.colspan ?? 1) + 1;
    else {
      delete cell.colspan;
      cells.push(cell);
      table.above[column] = cell;
    }
  }
  if (table.cells.length > 0) table.rows.push({ cells });
  table.cells = [];
}

/** Ends a table, and puts what it says behind what is there. */
function moveTo(blocks: Block[], table: OpenTable): void {
  if (table.blocks.length > 0) endCell(table);
  endRow(table);
  for (const block of tableToBlocks(table.rows)) blocks.push(block);
  Object.assign(table, emptyTable());
}
