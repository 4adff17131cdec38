import { formatMoney, type InvoiceDocument } from "../../contract.ts";
import type { Message } from "#platform/mail/mail.ts";
import { composeMail } from "#platform/mail/template.ts";
import { sayDate } from "#platform/say-date.ts";
import { say } from "#platform/sentence.ts";

type Said = Pick<InvoiceDocument, "kind" | "number" | "corrects" | "total" | "currency" | "due_on"> & { seller: { name: string } };

export function invoiceMail(to: string, document: Said, url: string): Message {
  const { kind, number, corrects, total, currency, due_on, seller } = document;
  const amount = formatMoney(Math.abs(total), currency);
  const link = { label: "Open invoices", url };
  if (kind === "credit_note")
    return composeMail({
      to,
      subject: say`Credit note ${number}`,
      sentences: [say`Credit note ${number} of ${seller.name} over ${amount} takes back invoice ${corrects ?? ""}.`],
      link,
    });
  const due = due_on === null ? "" : say`, due on ${sayDate(due_on)}`;
  return composeMail({
    to,
    subject: say`Invoice ${number}`,
    sentences: [say`Invoice ${number} of ${seller.name} is over ${amount}${due}.`],
    link,
  });
}
