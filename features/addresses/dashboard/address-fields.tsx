import { useId, type CSSProperties } from "react";
import type { Control } from "react-hook-form";
import { ComboboxField } from "#browser/ui/combobox-field.tsx";
import { TextField } from "#browser/ui/text-field.tsx";
import type { AddressPart, AddressRules, BillingAddress, BillingAddressInput, KeptAddress } from "../contract.ts";
import { t } from "./messages.ts";
import { TaxIdField } from "./tax-id-field.tsx";

type Shared = { control: Control<BillingAddressInput, unknown, KeptAddress>; rules: AddressRules; readOnly: boolean };

/** The fields that a country's addresses have, in its order and under its names. */
export function AddressFields({ address, ...shared }: Shared & { address: BillingAddress | null }) {
  const { control, rules, readOnly } = shared;
  return (
    <>
      <TextField
        control={control}
        name="legal_name"
        label={t("addressFields.legalName")}
        readOnly={readOnly}
        autoComplete="organization"
        dir="auto"
      />
      {rules.rows.map((row) => (
        <div
          key={row.join()}
          className="grid gap-x-4 gap-y-5 sm:grid-cols-(--columns)"
          style={{ "--columns": columnsOf(row) } as CSSProperties}
        >
          {row.map((part) => (
            <PartField key={part} part={part} {...shared} />
          ))}
        </div>
      ))}
      <TaxIdField address={address} {...shared} />
    </>
  );
}

function PartField({ part, control, rules, readOnly }: Shared & { part: AddressPart }) {
  const list = useId();
  const isOptional = !rules.required.includes(part);
  const label = rules.labels[part];
  if (part === "region" && rules.region_is_code) {
    return (
      <ComboboxField
        control={control}
        name="region"
        label={label}
        choices={rules.regions.map(({ code, names }) => ({ value: code, label: names[0] ?? code, also: names }))}
        empty={t("addressFields.regionEmpty")}
        disabled={readOnly}
      />
    );
  }
  const suggestions = part === "region" ? rules.regions.flatMap(({ names }) => names) : [];
  return (
    <>
      <TextField
        control={control}
        name={part}
        label={isOptional ? <Optional>{label}</Optional> : label}
        readOnly={readOnly}
        autoComplete={browserNames[part]}
        dir="auto"
        {...(suggestions.length > 0 ? { list } : {})}
      />
      {suggestions.length > 0 && (
        <datalist id={list}>
          {suggestions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </datalist>
      )}
    </>
  );
}

function Optional({ children }: { children: string }) {
  return (
    <>
      {t.rich("addressFields.optional", {
        label: children,
        soft: (text) => <span className="font-normal text-soft">{text}</span>,
      })}
    </>
  );
}

/** How wide parts that are beside each other are; one alone is as wide as half a row unless it is a line. */
function columnsOf(row: readonly AddressPart[]): string {
  const [only] = row;
  if (row.length === 1 && only) return only === "line1" || only === "line2" ? "minmax(0, 1fr)" : "minmax(0, 1fr) minmax(0, 1fr)";
  return row.map((part) => (part === "postal_code" ? "minmax(0, 2fr)" : "minmax(0, 3fr)")).join(" ");
}

const browserNames: Record<AddressPart, string> = {
  line1: "address-line1",
  line2: "address-line2",
  city: "address-level2",
  region: "address-level1",
  postal_code: "postal-code",
};
