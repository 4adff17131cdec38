/** @jsxImportSource preact */
import type { VNode } from "preact";
import type { LeadForm } from "#features/leads/contract.ts";
import { leadWords as words } from "../words.ts";

const inputs = {
  text: {},
  name: { autocomplete: "name" },
  email: { type: "email", autocomplete: "email" },
  phone: { type: "tel", autocomplete: "tel" },
  number: { inputMode: "decimal" },
  date: { type: "date" },
} as const;

/** What a field of the form is filled in with. */
export function FieldInput({ field: { kind, choices }, ties }: { field: LeadForm["fields"][number]; ties: object }): VNode {
  if (kind !== "choice" && kind !== "boolean") return <input dir="auto" {...inputs[kind]} {...ties} />;
  const options = kind === "boolean" ? [words.yes, words.no] : choices;
  return (
    <select {...ties}>
      <option value="">{words.choose}</option>
      {options.map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  );
}
