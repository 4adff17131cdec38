import { useWatch, type Control } from "react-hook-form";
import { billingAddress, formatAddress, type KeptAddress, type AddressRules, type BillingAddressInput } from "../contract.ts";
import { AddressLines } from "./address-lines.tsx";
import { t } from "./messages.ts";

/** What is typed, as an invoice shows it: in the country's own order, its codes in their own spelling. */
export function AddressPreview({ control, rules }: { control: Control<BillingAddressInput, unknown, KeptAddress>; rules: AddressRules }) {
  const values = useWatch({ control });
  const { data } = billingAddress(rules).safeParse(values);
  if (formatAddress(rules, data ?? values).length === 0) return null;
  return (
    <figure className="rounded-md border bg-sunken px-4 py-3">
      <figcaption className="mb-1 text-xs font-medium text-soft">{t("addressPreview.onAnInvoice")}</figcaption>
      <AddressLines rules={rules} address={data ?? values} />
    </figure>
  );
}
