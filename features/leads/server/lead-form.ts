import { invalid } from "#platform/errors.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AgentLeadForm, knownFields, type KnownField, type LeadChanges, type LeadField, type LeadForm } from "../contract.ts";

const noForm: AgentLeadForm = { mode: "off", fields: [], consent_sentence: null, version: 0 };

/** What visitors of an agent are asked for; nothing where nobody has set a form. */
export async function readForm(db: Db, organizationId: string, agentId: string): Promise<AgentLeadForm> {
  const row = await db
    .selectFrom("lead_forms")
    .select(["mode", "fields", "consent_sentence", "version"])
    .where("organization_id", "=", organizationId)
    .where("agent_id", "=", agentId)
    .executeTakeFirst();
  return row ? AgentLeadForm.parse(row) : noForm;
}

/**
 * @throws AppError 422 where something is missing that the form requires
 */
export function requireForm(
  { fields, consent_sentence }: AgentLeadForm,
  sent: LeadChanges & { consent?: string | null | undefined },
): void {
  const own = sent.fields ?? {};
  const missing: [string, string][] = fields
    .filter(({ required, field }) => required && isEmpty(isKnown(field) ? sent[field] : own[field]))
    .map(({ field }) => [isKnown(field) ? field : `fields.${field}`, "Fill this in."]);
  if (consent_sentence !== null && !sent.consent) missing.push(["consent", "Tick this to continue."]);
  if (missing.length > 0) throw invalid(Object.fromEntries(missing));
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === "";
const isKnown = (field: string): field is KnownField => (knownFields as readonly string[]).includes(field);

/** The form as a widget draws it. Fields that are archived or gone since are asked for no more. */
export function formToDraw({ mode, fields, consent_sentence }: AgentLeadForm, definitions: readonly LeadField[]): LeadForm {
  const drawn = fields.flatMap(({ field, required }): LeadForm["fields"] => {
    if (isKnown(field)) return [{ name: field, label: labels[field], kind: field, required, choices: [] }];
    const own = definitions.find(({ name, archived }) => name === field && !archived);
    return own ? [{ name: field, label: own.label, kind: own.kind, required, choices: own.choices }] : [];
  });
  return mode === "off" || drawn.length === 0
    ? { mode: "off", fields: [], consent_sentence: null }
    : { mode, fields: drawn, consent_sentence };
}

const labels: Record<KnownField, string> = { name: "Name", email: "Email", phone: "Phone" };
