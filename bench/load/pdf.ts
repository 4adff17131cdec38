/** A PDF of plain text of about `bytes`, a page for every 40 lines, each of which is a sentence. */
export function makePdf(bytes: number): Uint8Array<ArrayBuffer> {
  const linesPerPage = 40;
  const contents: string[] = [];
  for (let size = 0, line = 0; size < bytes - 400 * contents.length;) {
    const text = Array.from({ length: linesPerPage }, () => `(${lineOf(line++)}) Tj T*`).join("\n");
    const stream = `BT /F1 11 Tf 14 TL 50 760 Td\n${text}\nET`;
    contents.push(stream);
    size += stream.length;
  }
  const pageOf = (index: number) => 4 + index * 2;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${contents.length} /Kids [${contents.map((_, index) => `${pageOf(index)} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ...contents.flatMap((stream, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageOf(index) + 1} 0 R >>`,
      `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    ]),
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const start = text.length;
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join("")}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(text);
}

const words = "order parcel invoice return customer warehouse delivery payment address refund Monday signature weight label courier".split(
  " ",
);

/** No line is like another, so that nothing is found by chance in a cache. */
function lineOf(number: number): string {
  return `${number} ${Array.from({ length: 12 }, (_, index) => words[(number * 7 + index * index * 3) % words.length]).join(" ")}.`;
}
