import { sql } from "kysely";
import type { FindUses } from "#access/product.ts";

/** Agents whose published version or draft names one of these providers, as its own model or as its fallback. */
export const usesOfProviders: FindUses = async (db, organizationId, ids) => {
  const { rows } = await sql<{ of: string; id: string; name: string; project_id: string; model_name: string }>`
    with named (agent_id, settings) as (
      select v.agent_id, v.settings from agents a
      join agent_versions v on v.organization_id = a.organization_id and v.agent_id = a.id and v.number = a.published_version
      where a.organization_id = ${organizationId}
      union all
      select agent_id, changes from agent_drafts where organization_id = ${organizationId}
    ), used (agent_id, provider_id, model_name) as (
      select agent_id, settings->>'model_provider_id', settings->>'model_name' from named
      union
      select agent_id, settings->'fallback'->>'provider_id', settings->'fallback'->>'model_name' from named
    )
    select used.provider_id "of", a.id, a.name, a.project_id, coalesce(used.model_name, '') model_name
    from used join agents a on a.organization_id = ${organizationId} and a.id = used.agent_id
    where used.provider_id = any(${[...ids]}::text[])
    order by a.name, a.id, model_name
  `.execute(db);
  return rows.map((row) => ({ ...row, type: "agent" as const }));
};
