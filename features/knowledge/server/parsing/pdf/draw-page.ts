import { crc32, deflateSync } from "node:zlib";
import { openPdf, withPage, type Pdf } from "./pdfium.ts";

/** A side of the picture has at most so many points, whatever size the page claims to have. */
const pictureSideMax = 1_600;
/** Small pages are enlarged no further. */
const scaleMax = 4;
const [annotations, redFirst, white] = [0x01, 0x10, 0xffffffff];
const bytesPerPoint = 4;

/**
 * A page as a PNG; null where the document has no such page.
 *
 * @throws Unreadable
 */
export async function drawPage(bytes: Uint8Array, number: number): Promise<Uint8Array | null> {
  const pdf = await openPdf(bytes);
  try {
    return number < 1 || number > pdf.pageCount ? null : withPage(pdf, number - 1, (page) => draw(pdf, page));
  } finally {
    pdf.close();
  }
}

function draw(pdf: Pdf, page: number): Uint8Array {
  const { call, form } = pdf;
  const [pageWidth, pageHeight] = [call.FPDF_GetPageWidthF(page), call.FPDF_GetPageHeightF(page)];
  const scale = Math.min(scaleMax, pictureSideMax / Math.max(pageWidth, pageHeight, 1));
  const [width, height] = [pageWidth, pageHeight].map((side) => Math.min(pictureSideMax, Math.max(1, Math.round(side * scale)))) as [
    number,
    number,
  ];
  const bitmap = call.FPDFBitmap_CreateEx(width, height, bytesPerPoint, 0, 0);
  if (bitmap === 0) throw new Error("There is no memory for the picture.");
  try {
    call.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
    call.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, annotations | redFirst);
    if (form !== null) call.FPDF_FFLDraw(form, bitmap, page, 0, 0, width, height, 0, redFirst);
    const [start, stride] = [call.FPDFBitmap_GetBuffer(bitmap), call.FPDFBitmap_GetStride(bitmap)];
    return pngOf(pdf.memory().subarray(start, start + stride * height), { width, height, stride });
  } finally {
    call.FPDFBitmap_Destroy(bitmap);
  }
}

/** Without its transparency: a page is paper. */
function pngOf(points: Uint8Array, { width, height, stride }: { width: number; height: number; stride: number }): Uint8Array {
  const lines = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0, to = 0; y < height; y += 1) {
    // Each line begins with how it is filtered: not at all.
    to += 1;
    for (let x = 0, from = y * stride; x < width; x += 1, from += bytesPerPoint) {
      lines[to++] = points[from]!;
      lines[to++] = points[from + 1]!;
      lines[to++] = points[from + 2]!;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a colour, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, part("IHDR", header), part("IDAT", deflateSync(lines)), part("IEND", Buffer.alloc(0))]);
}

function part(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
