import { assemblePdf } from "./documents.ts";
import { makeTinyFont } from "./tiny-font.ts";

/** A page by the operators that draw it. The fonts are named `F1` (Helvetica), `F2` (its bold) and by the keys of `fonts`. */
export type PdfPage = {
  content: string;
  box?: number[];
  crop?: number[];
  rotate?: number;
  /** Dictionaries of annotations. Those of `/Subtype /Widget` are fields of the form. */
  annotations?: string[];
  /** Form objects that the content draws by the names of their keys. */
  forms?: Record<string, string>;
  images?: string[];
};

export type PdfFont =
  /** In the file, level or set downwards: two-byte codes from 1 mean these characters, see `codesOf`. */
  | { glyphs: string; encoding: "Identity-H" | "Identity-V" }
  /** A simple font whose characters mean what this says; nobody knows the others. */
  | { characters: Record<string, string> }
  /** Of a collection that readers know by name, with one of its encodings, and not in the file. */
  | { collection: "Japan1" | "GB1" | "CNS1" | "Korea1" | "Identity"; encoding: string };

/** A PDF of hand-written pages, for what no program of ours draws. */
export function drawPdf(pages: PdfPage[], { fonts = {}, info = "" }: { fonts?: Record<string, PdfFont>; info?: string } = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  const stream = (dictionary: string, content: string) =>
    add(`<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`);
  const [catalog, tree] = [add(""), add("")];
  const names = [
    `/F1 ${add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")} 0 R`,
    `/F2 ${add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>")} 0 R`,
    ...Object.entries(fonts).map(([name, font]) => `/${name} ${addFont(font)} 0 R`),
  ];
  const fontDictionary = `/Font << ${names.join(" ")} >>`;
  const fields: number[] = [];
  const kids = pages.map(({ content, box = [0, 0, 595, 842], crop, rotate = 0, annotations = [], forms = {}, images = [] }) => {
    const drawn = Object.entries(forms).map(([name, body]) => {
      const dictionary = `/Type /XObject /Subtype /Form /BBox [0 0 2000 2000] /Resources << ${fontDictionary} >>`;
      return `/${name} ${stream(dictionary, body)} 0 R`;
    });
    const pictures = images.map((name) => {
      const dictionary = "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8";
      return `/${name} ${stream(dictionary, "\x80")} 0 R`;
    });
    const notes = annotations.map((body) => {
      const number = add(`<< /Type /Annot ${body} >>`);
      if (body.includes("/Widget")) fields.push(number);
      return `${number} 0 R`;
    });
    const body = stream("", content);
    return add(
      `<< /Type /Page /Parent ${tree} 0 R /MediaBox [${box.join(" ")}] ${crop ? `/CropBox [${crop.join(" ")}]` : ""} /Rotate ${rotate} ` +
        `/Contents ${body} 0 R /Annots [${notes.join(" ")}] /Resources << ${fontDictionary} /XObject << ${[...drawn, ...pictures].join(" ")} >> >> >>`,
    );
  });
  const form = `/AcroForm << /Fields [${fields.map((number) => `${number} 0 R`).join(" ")}] /DR << ${fontDictionary} >> /DA (/F1 12 Tf 0 g) >>`;
  objects[catalog - 1] = `<< /Type /Catalog /Pages ${tree} 0 R ${fields.length > 0 ? form : ""} >>`;
  objects[tree - 1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((kid) => `${kid} 0 R`).join(" ")}] >>`;
  return assemblePdf(objects, info === "" ? "" : ` /Info ${add(`<< ${info} >>`)} 0 R`);

  function addFont(font: PdfFont): number {
    if ("glyphs" in font) return addWhole([...font.glyphs], font.encoding);
    if ("characters" in font) {
      const map = addMap(Object.entries(font.characters).map(([code, text]) => [hex(code.charCodeAt(0), 2), text]));
      const widths = Array.from({ length: 95 }, () => 500).join(" ");
      return add(
        `<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+Own /FirstChar 32 /LastChar 126 /Widths [${widths}] /ToUnicode ${map} 0 R >>`,
      );
    }
    const descriptor = add(
      "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>",
    );
    const child = add(
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (${font.collection}) /Supplement 2 >> /FontDescriptor ${descriptor} 0 R /DW 1000 >>`,
    );
    return add(`<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /${font.encoding} /DescendantFonts [${child} 0 R] >>`);
  }

  function addWhole(characters: readonly string[], encoding: string): number {
    const map = addMap(characters.map((text, index) => [hex(index + 1, 4), text]));
    const file = stream("", Buffer.from(makeTinyFont(characters.length + 1)).toString("latin1"));
    const descriptor = add(
      `<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 -120 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 800 /StemV 80 /FontFile2 ${file} 0 R >>`,
    );
    const child = add(
      `<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor ${descriptor} 0 R /DW 1000 /CIDToGIDMap /Identity >>`,
    );
    return add(
      `<< /Type /Font /Subtype /Type0 /BaseFont /Own /Encoding /${encoding} /DescendantFonts [${child} 0 R] /ToUnicode ${map} 0 R >>`,
    );
  }

  function addMap(codes: [code: string, text: string][]): number {
    const digits = codes[0]![0].length;
    return stream(
      "",
      `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def 1 begincodespacerange <${"0".repeat(digits)}> <${"F".repeat(digits)}> endcodespacerange ${codes.length} beginbfchar ${codes.map(([code, text]) => `<${code}> <${utf16(text)}>`).join(" ")} endbfchar endcmap end end`,
    );
  }
}

const hex = (value: number, digits: number) => value.toString(16).toUpperCase().padStart(digits, "0");

/** A text in the codes of a font that holds these characters. */
export function codesOf(text: string, characters: string): string {
  return `<${[...text].map((one) => hex([...characters].indexOf(one) + 1, 4)).join("")}>`;
}

/** As a string of two-byte codes is written. */
export function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, index) => hex(text.charCodeAt(index), 4)).join("");
}

/** A text at a place; `matrix`: how it is turned. */
export function show(text: string, x: number, y: number, { font = "F1", size = 11, matrix = "1 0 0 1", before = "" } = {}): string {
  const string = /^<[0-9A-F]*>$/.test(text) ? text : `(${text.replace(/[\\()]/g, (one) => `\\${one}`)})`;
  return `BT ${before} /${font} ${size} Tf ${matrix} ${x} ${y} Tm ${string} Tj ET`;
}
