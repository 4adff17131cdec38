import { once } from "node:events";
import { createDeflate, createDeflateRaw, deflateSync, type DeflateRaw } from "node:zlib";
import { strToU8, zipSync } from "fflate";

/** Small files that unpack to far more than they say, or that readers take long for. */

/** 14 million pieces of text, in little more than 1 kB. */
export const textOperatorsPdf = () =>
  makePdf({ unit: "(a) Tj\n", megabytes: 100, head: "BT /F1 12 Tf 72 720 Td ", tail: " ET", twice: true });

/** One string of 100 MB. */
export const stringPdf = () => makePdf({ unit: "a", megabytes: 100, head: "BT /F1 12 Tf 72 720 Td (", tail: ") Tj ET" });

/** A word, and 800 MB of spaces. */
export const spacesPdf = () => makePdf({ unit: " ", megabytes: 800, head: "BT /F1 12 Tf 72 720 Td (Hello) Tj ", tail: " ET", twice: true });

/** Markdown in which a reader looks for the end of so many emphases, to the end of the text each. */
export const underscoresMarkdown = (emphases = 80_000) => strToU8("a_".repeat(emphases));

/** Quotations in quotations, 100,000 deep. */
export const nestedQuotesMarkdown = () => strToU8("> ".repeat(100_000));

/** A Word document whose text inflates to 600 MB; the end record of its zip counts one entry less than there are. */
export async function uncountedBombDocx(): Promise<Uint8Array> {
  const head = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>';
  const packed = await deflated(createDeflateRaw({ level: 9 }), {
    unit: "a",
    megabytes: 600,
    head,
    tail: "</w:t></w:r></w:p></w:body></w:document>",
  });
  const types =
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>';
  const name = "word/document.xml";
  const [first, last] = ["[Content_Types].xml", "word/settings.xml"].map((entry) => ({
    entry,
    text: entry.startsWith("[") ? types : "<a/>",
  }));
  const zip = Buffer.from(
    zipSync({ [first!.entry]: strToU8(first!.text), [last!.entry]: strToU8(last!.text), [name]: packed }, { level: 0 }),
  );
  for (const [signature, method, sizes] of [
    [0x04034b50, 8, 18],
    [0x02014b50, 10, 20],
  ] as const) {
    const at = lastOf(zip, signature);
    zip.writeUInt16LE(8, at + method);
    zip.writeUInt32LE(600_000_000 + head.length + 41, at + sizes + 4);
  }
  const end = lastOf(zip, 0x06054b50);
  for (const count of [8, 10]) zip.writeUInt16LE(2, end + count);
  return new Uint8Array(zip);
}

function lastOf(zip: Buffer, signature: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(signature);
  return zip.lastIndexOf(bytes);
}

type Content = { unit: string; megabytes: number; head: string; tail: string };

/** So many megabytes of one thing over and over, packed piece by piece. */
async function deflated(stream: DeflateRaw, { unit, megabytes, head, tail }: Content): Promise<Buffer> {
  const parts: Buffer[] = [];
  stream.on("data", (part: Buffer) => parts.push(part));
  const ended = once(stream, "end");
  stream.write(head);
  const piece = Buffer.alloc(1_000_000, unit);
  for (let count = 0; count < megabytes; count += 1) if (!stream.write(piece)) await once(stream, "drain");
  stream.end(tail);
  await ended;
  return Buffer.concat(parts);
}

async function makePdf({ twice = false, ...content }: Content & { twice?: boolean }): Promise<Uint8Array> {
  const once = await deflated(createDeflate({ level: 9 }), content);
  const stream = twice ? deflateSync(once, { level: 9 }) : once;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} /Filter [${"/FlateDecode ".repeat(twice ? 2 : 1)}] >>\nstream\n${stream.toString("latin1")}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 6\n0000000000 65535 f \n${offsets.join("")}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(text, "latin1"));
}
