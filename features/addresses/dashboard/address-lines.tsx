import { countryName, formatAddress, type AddressRules } from "../contract.ts";

type Written = Parameters<typeof formatAddress>[1] & { tax_id?: string | null | undefined };

/** An address as an invoice writes it: in its country's own order, with the country and the tax ID. */
export function AddressLines({ rules, address }: { rules: AddressRules; address: Written }) {
  const taxId = address.tax_id?.trim();
  return (
    <address className="break-words not-italic">
      {formatAddress(rules, address).map((line, index) => (
        <span key={index} className="block">
          {line}
        </span>
      ))}
      <span className="block">{countryName(rules.country).toUpperCase()}</span>
      {taxId && <span className="mt-2 block">{`${rules.tax_id.label}: ${taxId}`}</span>}
    </address>
  );
}
