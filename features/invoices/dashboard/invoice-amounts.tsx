import { formatNumber } from "#browser/ui/format.ts";
import { formatMoney, taxHeading, type InvoiceDocument } from "../contract.ts";
import { t } from "./messages.ts";

/** Lines, tax and total of an invoice. */
export function InvoiceAmounts({ document: { lines, currency, subtotal, tax, total } }: { document: InvoiceDocument }) {
  const heading = taxHeading(tax);
  return (
    <div>
      <table aria-label={t("invoiceAmounts.lines")} className="w-full border-collapse text-left">
        <thead>
          <tr className="text-xs text-soft">
            <th scope="col" className="h-8 pr-3 font-medium">
              {t("invoiceAmounts.description")}
            </th>
            <th scope="col" className="px-3 text-right font-medium max-sm:hidden">
              {t("invoiceAmounts.quantity")}
            </th>
            <th scope="col" className="px-3 text-right font-medium max-sm:hidden">
              {t("invoiceAmounts.unitPrice")}
            </th>
            <th scope="col" className="pl-3 text-right font-medium">
              {t("invoiceAmounts.amount")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ description, quantity, unit_amount, amount }, index) => (
            <tr key={index} className="border-t align-top">
              <td className="py-2 pr-3 wrap-anywhere">
                {description}
                {unit_amount !== null && (
                  <span className="block text-sm text-soft tabular-nums sm:hidden">
                    {formatNumber(quantity)} × {formatMoney(unit_amount, currency)}
                  </span>
                )}
              </td>
              <td className="px-3 py-2 text-right tabular-nums max-sm:hidden">{formatNumber(quantity)}</td>
              <td className="px-3 py-2 text-right tabular-nums max-sm:hidden">
                {unit_amount === null ? "" : formatMoney(unit_amount, currency)}
              </td>
              <td className="py-2 pl-3 text-right whitespace-nowrap tabular-nums">{formatMoney(amount, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <dl className="ml-auto grid w-full max-w-72 grid-cols-[1fr_auto] gap-x-6 gap-y-1 border-t border-line-strong pt-3 tabular-nums">
        <dt className="text-soft">{t("invoiceAmounts.subtotal")}</dt>
        <dd className="text-right">{formatMoney(subtotal, currency)}</dd>
        {heading !== null && (
          <>
            <dt className="text-soft">{heading}</dt>
            <dd className="text-right">{formatMoney(tax.amount, currency)}</dd>
          </>
        )}
        <dt className="font-semibold">{t("invoiceAmounts.total", { currency: currency.toUpperCase() })}</dt>
        <dd className="text-right font-semibold">{formatMoney(total, currency)}</dd>
      </dl>
      {tax.sentence && <p className="mt-3">{tax.sentence}</p>}
    </div>
  );
}
