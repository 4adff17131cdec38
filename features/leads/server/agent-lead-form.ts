import { sql } from "kysely";
import { z } from "zod";
import { changedFields } from "#access/changed-fields.ts";
import { operation } from "#access/operation.ts";
import { changed, named } from "#access/says.ts";
import { checkVersion } from "#access/version.ts";
import { findAgent } from "#features/agents/server/find-agent.ts";
import type { Db } from "#platform/database/transaction.ts";
import { invalid } from "#platform/errors.ts";
import { AgentLeadForm, knownFields, SetLeadForm } from "../contract.ts";
import type { LeadPlace } from "./find-lead.ts";
import { readForm } from "./lead-form.ts";
import { readSettings } from "./lead-settings.ts";

export const readAgentForm = operation({
  name: "lead.read_form",
  summary: "What an agent asks its visitors for, and when.",
  scope: "organization",
  kind: "read",
  permission: "agent:read",
  params: ["project_id", "agent_id"],
  input: z.object({}),
  output: AgentLeadForm,
  example: ({ project_id, agent_id }) => ({ params: { project_id, agent_id } }),
  async run({ db, organization, params }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    return readForm(db, organization.id, agent.id);
  },
});

export const setAgentForm = operation({
  name: "lead.set_form",
  summary:
    "Sets what an agent asks its visitors for: nothing, a form before the first message or during the chat, or one thing after the other in the chat.",
  scope: "organization",
  kind: "write",
  says: (entry) => changed(entry, `the lead form of the chat agent${named(entry)}`),
  permission: "agent:update",
  params: ["project_id", "agent_id"],
  input: SetLeadForm,
  output: AgentLeadForm,
  example: ({ project_id, agent_id }) => ({
    params: { project_id, agent_id },
    input: { mode: "during", fields: [{ field: "email", required: true }], consent_sentence: "You may write to me about my question." },
  }),
  async run({ db, organization, params, audit, request }, { mode, fields, consent_sentence = null }) {
    const agent = await findAgent(db, organization.id, params.project_id, params.agent_id);
    await db
      .selectFrom("agents")
      .select("id")
      .where("organization_id", "=", organization.id)
      .where("id", "=", agent.id)
      .forNoKeyUpdate()
      .execute();
    const before = await readForm(db, organization.id, agent.id);
    checkVersion(request, before.version);
    await requireFields(db, { organizationId: organization.id, projectId: agent.project_id }, fields);
    const wanted = { mode, fields, consent_sentence: consent_sentence || null };
    const differs = changedFields(only(before), wanted);
    if (differs.length === 0) {
      audit(null);
      return before;
    }
    const values = { mode, fields: JSON.stringify(fields), consent_sentence: wanted.consent_sentence };
    await db
      .insertInto("lead_forms")
      .values({ organization_id: organization.id, agent_id: agent.id, ...values })
      .onConflict((at) =>
        at
          .columns(["organization_id", "agent_id"])
          .doUpdateSet({ ...values, version: sql`lead_forms.version + 1`, updated_at: sql`now()` }),
      )
      .execute();
    audit({
      target: { type: "agent", id: agent.id, label: agent.name },
      before: told(before, differs),
      after: told(wanted, differs),
    });
    return readForm(db, organization.id, agent.id);
  },
});

type Form = Pick<AgentLeadForm, "mode" | "fields" | "consent_sentence">;

const only = ({ mode, fields, consent_sentence }: Form) => ({ mode, fields, consent_sentence });

/** For the audit log, which holds names of fields and no sentence. */
function told({ mode, fields, consent_sentence }: Form, differs: readonly string[]) {
  const all = {
    mode,
    fields: fields.map(({ field, required }) => (required ? `${field} (required)` : field)),
    consent_sentence: consent_sentence === null ? "none" : `${consent_sentence.length} characters`,
  };
  return Object.fromEntries(Object.entries(all).filter(([name]) => differs.includes(name)));
}

/**
 * @throws AppError 422 for a field that the project does not have, or has archived
 */
async function requireFields(db: Db, place: LeadPlace, fields: Form["fields"]): Promise<void> {
  const { fields: definitions } = await readSettings(db, place);
  const there = new Set<string>([...knownFields, ...definitions.filter(({ archived }) => !archived).map(({ name }) => name)]);
  const missing = fields.flatMap(({ field }, at) =>
    there.has(field) ? [] : [[`fields.${at}.field`, "The project has no such field."] as const],
  );
  if (missing.length > 0) throw invalid(Object.fromEntries(missing));
}
