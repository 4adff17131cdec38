import { strToU8, zipSync } from "fflate";

/** A line of a page: its text, and size and place where they matter. */
export type PdfLine = string | { text: string; size?: number; x?: number; y?: number };

/** A PDF of plain text, one array of lines a page. `encrypted` asks for a password that nobody knows. */
export function makePdf(pages: PdfLine[][], { encrypted = false }: { encrypted?: boolean } = {}): Uint8Array {
  const objects: string[] = [];
  const add = (body: string) => objects.push(body);
  add("<< /Type /Catalog /Pages 2 0 R >>");
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${4 + index * 2} 0 R`).join(" ")}] >>`);
  add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
  pages.forEach((lines, index) => {
    const content = lines.map(drawLine).join("\n");
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + index * 2} 0 R >>`);
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`);
  });
  const hex = (byte: string) => byte.repeat(32);
  if (encrypted) add(`<< /Filter /Standard /V 1 /R 2 /P -44 /O <${hex("a1")}> /U <${hex("b2")}> >>`);
  return assemblePdf(objects, encrypted ? ` /Encrypt ${objects.length} 0 R /ID [<${hex("c3")}> <${hex("c3")}>]` : "");
}

function drawLine(line: PdfLine, index: number): string {
  const { text, size = 11, x = 72, y = 770 - index * 14 } = typeof line === "string" ? { text: line } : line;
  return `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, (one) => `\\${one}`)}) Tj ET`;
}

/** The bodies of a PDF's objects, numbered from 1, as a file; the first one is its catalog. */
export function assemblePdf(objects: string[], trailer = ""): Uint8Array {
  let text = "%PDF-1.4\n";
  const offsets = objects.map((body, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return offset;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${trailer} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, "latin1");
}

/** A Word document: paragraphs with the id of their style (`Heading1`, …), and a table where a row is an array. */
export function makeDocx(paragraphs: ({ style?: string; text: string } | string[])[], extra: Record<string, Uint8Array> = {}): Uint8Array {
  const escape = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const run = (text: string) => `<w:r><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`;
  const body = paragraphs.map((paragraph) =>
    Array.isArray(paragraph)
      ? `<w:tr>${paragraph.map((cell) => `<w:tc><w:p>${run(cell)}</w:p></w:tc>`).join("")}</w:tr>`
      : `<w:p>${paragraph.style ? `<w:pPr><w:pStyle w:val="${paragraph.style}"/></w:pPr>` : ""}${run(paragraph.text)}</w:p>`,
  );
  const xml = body.join("").replace(/(<w:tr>.*<\/w:tr>)/, "<w:tbl>$1</w:tbl>");
  const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const style = (level: number) => `<w:style w:type="paragraph" w:styleId="Heading${level}"><w:name w:val="heading ${level}"/></w:style>`;
  return zipSync({
    "[Content_Types].xml": strToU8(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    "_rels/.rels": strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    ),
    "word/_rels/document.xml.rels": strToU8(
      '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    ),
    "word/styles.xml": strToU8(`<?xml version="1.0"?><w:styles ${word}>${[1, 2, 3].map(style).join("")}</w:styles>`),
    "word/document.xml": strToU8(`<?xml version="1.0"?><w:document ${word}><w:body>${xml}</w:body></w:document>`),
    ...extra,
  });
}

/** The same zip, whose directory says of every entry that it holds a hundred bytes. */
export function understateSizes(zip: Uint8Array): Uint8Array {
  const bytes = Buffer.from(zip);
  for (let at = 0; at < bytes.length - 46; at += 1) if (bytes.readUInt32LE(at) === 0x02014b50) bytes.writeUInt32LE(100, at + 24);
  return bytes;
}
