import { useWatch, type Control } from "react-hook-form";
import { billingAddress, countryName, formatAddress, type KeptAddress, type AddressRules, type BillingAddressInput } from "../contract.ts";

/** What is typed, as an invoice shows it: in the country's own order, its codes in their own spelling. */
export function AddressPreview({ control, rules }: { control: Control<BillingAddressInput, unknown, KeptAddress>; rules: AddressRules }) {
  const values = useWatch({ control });
  const { data } = billingAddress(rules).safeParse(values);
  const lines = formatAddress(rules, data ?? values);
  const taxId = (data ?? values).tax_id?.trim();
  if (lines.length === 0) return null;
  return (
    <figure className="rounded-md border bg-sunken px-4 py-3">
      <figcaption className="text-xs font-medium text-soft">On an invoice</figcaption>
      <address className="mt-1 break-words not-italic" aria-live="off">
        {lines.map((line, index) => (
          <span key={index} className="block">
            {line}
          </span>
        ))}
        <span className="block">{countryName(rules.country).toUpperCase()}</span>
        {taxId && <span className="mt-2 block">{`${rules.tax_id.label}: ${taxId}`}</span>}
      </address>
    </figure>
  );
}
