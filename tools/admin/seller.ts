import { Seller } from "#features/invoices/contract.ts";
import { asText, asTexts, type Command, type Words } from "./command.ts";
import { table } from "./words.ts";

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;

export const sellerOptions = {
  name: text,
  line: texts,
  country: text,
  "tax-id": text,
  "vat-rate": text,
  email: text,
  pay: texts,
  note: texts,
  "due-days": text,
} as const;

export const sellerCommand: Command = {
  usage:
    "seller [OPTIONS]              who issues the invoices; without options: as it stands\n                                  --name, --line (one for each line of the address), --country DE, --tax-id, --vat-rate 19,\n                                  --email, --pay and --note (one for each line below), --due-days 14; none takes one away",
  takes: [0, 0],
  async run(call, { options }) {
    const changes = readChanges(options);
    if (Object.keys(changes).length > 0) return describeSeller(await call("PATCH /seller", Seller, changes));
    const seller = await call("GET /seller", Seller.nullable());
    return seller ? describeSeller(seller) : "Nobody was named yet. Begin with --name, --line and --country.";
  },
};

/** @throws Error with the sentence to print, which names the option */
function readChanges(options: Words["options"]): Record<string, unknown> {
  const orNone = (option: Words["options"][string]) => (option === "none" ? null : asText(option));
  const list = (option: Words["options"][string]) => (asTexts(option)?.join() === "none" ? [] : asTexts(option));
  const changes = {
    name: asText(options.name),
    lines: asTexts(options.line),
    country: asText(options.country),
    tax_id: orNone(options["tax-id"]),
    vat_basis_points: readRate(orNone(options["vat-rate"])),
    email: orNone(options.email),
    pay: list(options.pay),
    notes: list(options.note),
    due_days: readDays(asText(options["due-days"])),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Hundredths of a percent, from "19" or "8.1". */
function readRate(rate: string | null | undefined): number | null | undefined {
  if (rate === undefined || rate === null) return rate;
  const [, whole, part = ""] = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(rate) ?? [];
  if (whole === undefined) throw new Error("--vat-rate takes a percentage such as 19 or 8.1, or none.");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
}

function readDays(days: string | undefined): number | undefined {
  if (days !== undefined && !/^\d{1,3}$/.test(days)) throw new Error("--due-days takes a whole number.");
  return days === undefined ? undefined : Number(days);
}

function describeSeller({ name, lines, country, tax_id, vat_basis_points: rate, email, pay, notes, due_days }: Seller): string {
  return table([
    ["Name", name],
    ...lines.map((line, index) => [index === 0 ? "Address" : "", line]),
    ["Country", country],
    ["Tax ID", tax_id ?? "none"],
    ["VAT rate", rate === null ? "none" : `${rate / 100}%`],
    ["E-mail", email ?? "none"],
    ...pay.map((line) => ["Pay", line]),
    ...notes.map((line) => ["Note", line]),
    ["Due", `${due_days} days after issue`],
  ]);
}
