import Pdf from "pdfkit";
import { formatMoney, taxHeading, type InvoiceDocument, type InvoiceParty } from "../contract.ts";
import { drawLines } from "./pdf/draw-lines.ts";
import { loadFonts } from "./pdf/load-fonts.ts";
import { lineHeight, pageFlow, type PageFlow } from "./pdf/page-flow.ts";
import { composed } from "./pdf/readable-text.ts";
import { body, colors, figure, small, soft, strong, title, total } from "./pdf/styles.ts";
import { typesetter, type Typesetter } from "./pdf/typesetter.ts";

/**
 * An invoice as a PDF of A4 pages, made here and without the network. The same document gives the same bytes. A character
 * that no font holds is named by its code, see `namedWhereMissing`.
 */
export async function renderInvoice(document: InvoiceDocument): Promise<Buffer> {
  const faces = await loadFonts(composed(JSON.stringify(document)) + printable);
  const heading = `${document.kind === "invoice" ? "Invoice" : "Credit note"} ${document.number}`;
  const pdf = new Pdf({
    size: "A4",
    margin: 0,
    bufferPages: true,
    tagged: true,
    pdfVersion: "1.7",
    lang: "en",
    displayTitle: true,
    info: { Title: heading, Author: document.seller.name, CreationDate: midnight(document.issued_on) },
  });
  const bytes = collected(pdf);
  const type = typesetter(pdf, faces);
  const flow = pageFlow(pdf, type);
  drawHead(flow, type, document);
  drawLines(flow, type, document);
  drawTotals(flow, type, document);
  drawNotes(flow, type, document.notes);
  flow.end((page, pages) => ({ left: `${document.seller.name} · ${heading}`, right: `Page ${page} of ${pages}` }), small);
  return bytes;
}

const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).join("") + "·–\u2009€£$¥";

function collected(pdf: PDFKit.PDFDocument): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    pdf.on("data", (part: Buffer) => parts.push(part));
    pdf.on("end", () => resolve(Buffer.concat(parts)));
    pdf.on("error", reject);
  });
}

/** Kind and seller, then buyer and dates, in two columns each. */
function drawHead(flow: PageFlow, type: Typesetter, document: InvoiceDocument): void {
  const middle = flow.left + (flow.right - flow.left) * 0.56;
  const width = middle - flow.left - 24;
  const top = flow.y;
  const kind = document.kind === "invoice" ? "Invoice" : "Credit note";
  let y = flow.lines([kind], top, flow.left, title, "left", "H1") + 2;
  y = flow.lines(type.lines(document.number, width, soft), y, flow.left, soft);
  flow.y = Math.max(y, drawParty(flow, type, document.seller, { x: middle, top: top + 4, width: flow.right - middle })) + 28;

  const second = flow.y;
  flow.lines(["Billed to"], second, flow.left, small, "left", "H2");
  const buyer = drawParty(flow, type, document.buyer, { x: flow.left, top: second + lineHeight(small) + 4, width });
  let at = second;
  for (const [label, value] of facts(document)) {
    flow.lines([label], at, middle, soft);
    at = flow.lines(type.lines(value, flow.right - middle - factsIndent, body), at, middle + factsIndent, body) + 3;
  }
  flow.y = Math.max(buyer, at) + 28;
}

const factsIndent = 76;

function facts(document: InvoiceDocument): [label: string, value: string][] {
  return [
    ["Issued", day(document.issued_on)],
    ...(document.due_on ? [["Due", day(document.due_on)] satisfies [string, string]] : []),
    ["Period", days.formatRange(midnight(document.period.from), midnight(document.period.to))],
    ...(document.corrects ? [["Corrects", `Invoice ${document.corrects}`] satisfies [string, string]] : []),
  ];
}

/** Name, address, tax ID and email below each other. The y below them. */
function drawParty(flow: PageFlow, type: Typesetter, party: InvoiceParty, at: { x: number; top: number; width: number }): number {
  const taxId = party.tax_id ? [`${party.tax_id.label} ${party.tax_id.value}`] : [];
  const below = [...party.lines, ...taxId, ...(party.email ? [party.email] : [])];
  const y = flow.lines(type.lines(party.name, at.width, strong), at.top, at.x, strong);
  return flow.lines(
    below.flatMap((line) => type.lines(line, at.width, body)),
    y,
    at.x,
    body,
  );
}

function drawTotals(flow: PageFlow, type: Typesetter, { currency, subtotal, tax, total: sum }: InvoiceDocument): void {
  const labelX = flow.right - 240;
  const sentence = tax.sentence ? type.lines(tax.sentence, flow.right - flow.left, body) : [];
  flow.room(3 * lineHeight(total) + sentence.length * lineHeight(body) + 40);
  const heading = taxHeading(tax);
  flow.y += 10;
  const taxRow: [string, number][] = heading === null ? [] : [[heading, tax.amount]];
  for (const [label, amount] of [["Subtotal", subtotal] as const, ...taxRow]) {
    flow.lines([label], flow.y, labelX, soft);
    flow.y = flow.lines([formatMoney(amount, currency)], flow.y, flow.right, figure, "right") + 3;
  }
  flow.rule(flow.y + 3, labelX, colors.lineStrong);
  flow.y += 10;
  flow.lines([`Total ${currency.toUpperCase()}`], flow.y, labelX, total);
  flow.y = flow.lines([formatMoney(sum, currency)], flow.y, flow.right, total, "right") + 20;
  if (sentence.length > 0) flow.y = flow.lines(sentence, flow.y, flow.left, body) + 12;
}

function drawNotes(flow: PageFlow, type: Typesetter, notes: readonly string[]): void {
  for (const note of notes) {
    for (const line of type.lines(note, flow.right - flow.left, soft)) {
      flow.room(lineHeight(soft));
      flow.y = flow.lines([line], flow.y, flow.left, soft);
    }
    flow.y += 6;
  }
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const midnight = (date: string) => new Date(`${date}T00:00:00Z`);
const day = (date: string) => days.format(midnight(date));
