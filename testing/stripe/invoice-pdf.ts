import type { StripeAccount } from "./account.ts";

/** What an invoice's address holds, with which anyone who knows it can read the invoice. */
export const invoiceSecret = "secret_of_the_address";

/** A small PDF with the invoice's number on it; null where the address is not one that was given. */
export function invoicePdf(account: StripeAccount, url: string): Buffer | null {
  const [, id] = new RegExp(`^/invoice/(\\w+)/pdf\\?s=${invoiceSecret}$`).exec(url) ?? [];
  const found = id === undefined ? undefined : account.invoices.get(id);
  if (!found) return null;
  const text = `BT /F1 24 Tf 72 770 Td (Stripe invoice ${found.number}) Tj ET`;
  return Buffer.from(
    `%PDF-1.4
1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R
  /Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>> endobj
4 0 obj <</Length ${text.length}>> stream
${text}
endstream endobj
trailer <</Root 1 0 R>>`,
    "latin1",
  );
}
