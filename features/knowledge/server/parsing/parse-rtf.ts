import { decodeByPage } from "#platform/text/code-pages.ts";
import { hasText, tidy, Unreadable, type Block, type ParsedFile } from "./block.ts";
import { countedRtf } from "./counts/rtf.ts";
import { withAddress } from "./links.ts";
import { tableToBlocks, type Cell, type Row } from "./tables.ts";

/** Groups that nobody sees on the page: settings, pictures, the heads and feet of pages. */
const silent = new Set(
  "fonttbl colortbl stylesheet listtable listoverridetable info pict objdata themedata colorschememapping latentstyles datastore generator rsidtbl filetbl revtbl xmlnstbl header headerl headerr headerf footer footerl footerr footerf annotation atnid atnauthor bkmkstart bkmkend nonshppict fldtype pgptbl mmathPr wgrffmtfilter userprops".split(
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

type Group = { isSilent: boolean; isHidden: boolean; page: string; skip: number; destination: string };

/** A document in RTF: its paragraphs and tables, with what is hidden or deleted left out. */
export function parseRtf(source: string): ParsedFile {
  return { title: null, blocks: new RtfReader().read(source), counted: [countedRtf(source)] };
}

/** Goes through the words of the format; `text` is the open paragraph. */
class RtfReader {
  private readonly blocks: Block[] = [];
  private readonly groups: Group[] = [];
  private group: Group = { isSilent: false, isHidden: false, page: "windows-1252", skip: 1, destination: "" };
  private basePage = "windows-1252";
  private readonly fontPages = new Map<number, string>();
  private font = 0;
  private text = "";
  private bytes: number[] = [];
  /** Of the signs that follow a Unicode one for older readers. */
  private toSkip = 0;
  private level = -1;
  private rows: Row[] = [];
  private cells: Cell[] = [];
  private cellBlocks: Block[] = [];
  private isInTable = false;
  private address = "";
  private resultFrom = 0;

  read(source: string): Block[] {
    if (!/^\s*\{\\rtf/.test(source)) throw new Unreadable("wrong_type");
    const tokens = /\\([a-z]+)(-?\d+)? ?|\\'([\da-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)/gi;
    for (const [, word, number, hex, sign, brace, words] of source.matchAll(tokens)) {
      if (hex !== undefined) {
        if (this.toSkip > 0) this.toSkip -= 1;
        else this.bytes.push(Number.parseInt(hex, 16));
        continue;
      }
      this.flushBytes();
      if (brace === "{") this.open();
      else if (brace === "}") this.close();
      else if (word !== undefined) this.word(word, number === undefined ? null : Number(number));
      else if (sign === "*") this.group.isSilent = true;
      else if (sign !== undefined) this.put(sign === "\n" || sign === "\r" ? "\n" : (signs[sign] ?? (/[\\{}]/.test(sign) ? sign : "")));
      else if (words !== undefined) this.words(words);
    }
    this.flushBytes();
    this.paragraph();
    this.endTable();
    return this.blocks;
  }

  private open(): void {
    this.groups.push(this.group);
    this.group = { ...this.group, destination: "" };
  }

  private close(): void {
    const { destination } = this.group;
    if (destination === "fldrslt" && this.address) {
      this.text = this.text.slice(0, this.resultFrom) + withAddress(this.text.slice(this.resultFrom), this.address);
      this.address = "";
    }
    this.group = this.groups.pop() ?? this.group;
    this.toSkip = 0;
  }

  private words(words: string): void {
    if (this.group.destination === "fldinst") this.address = /HYPERLINK\s+"([^"]+)"/i.exec(words)?.[1] ?? this.address;
    const rest = words.slice(Math.min(this.toSkip, words.length));
    this.toSkip = Math.max(0, this.toSkip - words.length);
    this.put(rest);
  }

  private put(text: string): void {
    if (!this.group.isSilent && !this.group.isHidden) this.text += text;
  }

  private flushBytes(): void {
    if (this.bytes.length === 0) return;
    this.put(decodeByPage(Uint8Array.from(this.bytes), this.fontPages.get(this.font) ?? this.basePage));
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
        this.font = number ?? 0;
        break;
      case "fcharset":
        if (number !== null && number > 1 && charsetPages[number]) this.fontPages.set(this.font, charsetPages[number]);
        break;
      case "v":
      case "deleted":
        this.group.isHidden = number !== 0;
        break;
      case "plain":
        this.group.isHidden = false;
        break;
      case "fldinst":
        this.group.destination = word;
        this.group.isSilent = true;
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
      case "outlinelevel":
        this.level = number ?? 0;
        break;
      case "pard":
        this.level = -1;
        this.isInTable = false;
        break;
      case "intbl":
        this.isInTable = true;
        break;
      case "par":
        this.paragraph();
        break;
      case "cell":
      case "nestcell":
        this.paragraph();
        this.cells.push({ blocks: this.cellBlocks });
        this.cellBlocks = [];
        break;
      case "row":
      case "nestrow":
        this.rows.push({ cells: this.cells });
        this.cells = [];
        break;
    }
  }

  private paragraph(): void {
    const text = tidy(this.text, true);
    this.text = "";
    this.resultFrom = 0;
    if (!this.isInTable && this.cells.length === 0) this.endTable();
    if (!hasText(text)) return;
    if (this.isInTable || this.cells.length > 0) this.cellBlocks.push({ kind: "text", text });
    else if (this.level >= 0 && this.level < 9)
      this.blocks.push({ kind: "heading", level: this.level + 1, text: text.replaceAll("\n", " ") });
    else this.blocks.push({ kind: /^[-•·]\s/.test(text) ? "row" : "text", text });
  }

  private endTable(): void {
    if (this.cellBlocks.length > 0) this.cells.push({ blocks: this.cellBlocks });
    if (this.cells.length > 0) this.rows.push({ cells: this.cells });
    for (const block of tableToBlocks(this.rows)) this.blocks.push(block);
    [this.rows, this.cells, this.cellBlocks] = [[], [], []];
  }
}
