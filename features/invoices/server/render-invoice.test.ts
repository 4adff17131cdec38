import { describe, expect, it } from "vitest";
import { readPdf } from "#testing/pdf-text.ts";
import type { InvoiceDocument } from "../contract.ts";
import { renderInvoice } from "./render-invoice.ts";

const document: InvoiceDocument = {
  kind: "invoice",
  number: "2026-0007",
  corrects: null,
  issued_on: "2026-11-01",
  due_on: "2026-11-15",
  period: { from: "2026-10-01", to: "2026-10-31" },
  seller: {
    name: "Botworks Hosting GmbH",
    lines: ["Lindenallee 12", "10115 Berlin", "Germany"],
    tax_id: { label: "VAT ID", value: "DE136695976" },
    email: "billing@botworks.example",
  },
  buyer: {
    name: "Zażółć Gęślą sp. z o.o.",
    lines: ["ul. Świętokrzyska 31", "00-049 Warszawa", "Poland"],
    tax_id: { label: "VAT ID", value: "PL5260001246" },
    email: null,
  },
  currency: "eur",
  lines: [
    { description: "Pro plan, October 2026", quantity: 1, unit_amount: 3900, amount: 3900 },
    { description: "Answers beyond the plan", quantity: 61_234, unit_amount: 2, amount: 122_468 },
  ],
  subtotal: 126_368,
  tax: { label: "VAT", basis_points: null, amount: 0, sentence: "Reverse charge: the recipient of the services accounts for VAT." },
  total: 126_368,
  notes: ["Transfer the total to DE89 3704 0044 0532 0130 00."],
};

describe("an invoice's PDF", () => {
  it("says all that its document says", async () => {
    const { pages, title, author, language } = await readPdf(await renderInvoice(document));
    expect(pages).toHaveLength(1);
    const said = [
      "Invoice|2026-0007|1 November 2026|15 November 2026|1 – 31 October 2026",
      "Botworks Hosting GmbH|10115 Berlin|VAT ID DE136695976|billing@botworks.example",
      "Zażółć Gęślą sp. z o.o.|ul. Świętokrzyska 31|Poland|VAT ID PL5260001246",
      "Pro plan, October 2026|€39.00|61,234|€0.02|€1,224.68|€1,263.68|Total EUR",
      "Reverse charge: the recipient of the services accounts for VAT.|Transfer the total to DE89 3704 0044 0532 0130 00.",
      "Page 1 of 1",
    ];
    for (const text of said.flatMap((part) => part.split("|"))) expect(pages[0]).toContain(text);
    expect([title, author, language]).toEqual(["Invoice 2026-0007", "Botworks Hosting GmbH", "en"]);
  });

  it("is the same to the byte for the same document", async () => {
    expect(await renderInvoice(document)).toEqual(await renderInvoice(document));
  });

  it("continues over pages with the heads of its table and the number of the page on each", async () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({
      description: `Extra seats, part ${index + 1} of the month`,
      quantity: 1,
      unit_amount: null,
      amount: 100,
    }));
    const { pages } = await readPdf(await renderInvoice({ ...document, lines }));
    expect(pages).toHaveLength(3);
    for (const [index, page] of pages.entries()) {
      expect(page).toContain("Description Quantity Unit price Amount");
      expect(page).toContain(`Page ${index + 1} of 3`);
    }
    for (const { description } of lines) expect(pages.filter((page) => page.includes(`${description} 1 `))).toHaveLength(1);
    expect(pages[2]).toContain("Total EUR €1,263.68");
  });

  it("of a credit note names the invoice that it takes back, and what it gives back as negative amounts", async () => {
    const given = { ...document.lines[0]!, unit_amount: -3900, amount: -3900 };
    const tax = { label: "VAT", basis_points: 1950, amount: -761, sentence: null };
    const note = { ...document, kind: "credit_note" as const, corrects: "2026-0006", due_on: null, lines: [given], tax, total: -4661 };
    const { pages, title } = await readPdf(await renderInvoice(note));
    expect(title).toBe("Credit note 2026-0007");
    for (const said of ["Credit note", "Invoice 2026-0006", "-€39.00", "VAT 19.5%", "-€7.61", "-€46.61"]) expect(pages[0]).toContain(said);
    expect(pages[0]).not.toContain("Due");
  });

  it("has no row of tax where the issuer charges none and says nothing of it", async () => {
    const none = { label: "VAT", basis_points: null, amount: 0, sentence: null };
    expect((await readPdf(await renderInvoice({ ...document, tax: none }))).pages[0]).not.toContain("VAT €");
    const zero = { ...none, basis_points: 0 };
    expect((await readPdf(await renderInvoice({ ...document, tax: zero }))).pages[0]).toContain("VAT 0% €0.00");
  });

  it("writes amounts with the decimals of their currency", async () => {
    const { pages } = await readPdf(await renderInvoice({ ...document, currency: "jpy" }));
    expect(pages[0]).toContain("¥126,368");
  });

  it("writes names of any script that its fonts hold, and those of others by the codes of their letters", async () => {
    const names = {
      "Công ty Nguyễn Thị Hương": "Công ty Nguyễn Thị Hương",
      "İstanbul Şişli Ağaç A.Ş.": "İstanbul Şişli Ağaç A.Ş.",
      "Ελληνική Εταιρεία": "Ελληνική Εταιρεία",
      "ООО «Северный ветер»": "ООО «Северный ветер»",
      株式会社さくら: "株式会社さくら",
      北京软件科技有限公司: "北京软件科技有限公司",
      "삼송 소프트웨어": "삼송 소프트웨어",
      "חברת שלום": "חברת שלום",
      "شركة النور": "شركة النور",
      สวัสดี: "สวัสดี",
      თბილისი: "თბილისი",
      ՀԱՅԱՍՏԱՆ: "ՀԱՅԱՍՏԱՆ",
      "Nguye\u0302\u0303n": "Nguyễn",
      "Ada\u200b Lovelace\u0007": "Ada Lovelace",
      "ኢት Smile 😀": "[U+12A2][U+1275] Smile [U+1F600]",
    };
    const lines = Object.keys(names).map((description) => ({ description, quantity: 1, unit_amount: null, amount: 100 }));
    const { pages } = await readPdf(await renderInvoice({ ...document, lines }));
    for (const written of Object.values(names)) expect(dense(pages.join())).toContain(dense(written));
  });

  it("wraps names that are too long for their column, letters of one word too", async () => {
    const name = `${"Donaudampfschifffahrt".repeat(8)} GmbH`;
    const { pages } = await readPdf(await renderInvoice({ ...document, buyer: { ...document.buyer, name } }));
    expect(dense(pages.join())).toContain(dense(name));
  });
});

/** Without spaces, which the reader sees between Arabic letters too, and without the marks that it has for their dots. */
const dense = (text: string) => text.replace(/[\s\p{Cc}]/gu, "");
