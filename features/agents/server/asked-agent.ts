import { sql } from "kysely";
import type { AskedAgent } from "#features/answering/server/answerer.ts";
import { readReach } from "#features/availability/server/read-reach.ts";
import type { Db } from "#platform/database/transaction.ts";
import { fillVariables, namesVariable, variableNames, type VariableName } from "../contract/variables.ts";
import type { AgentRow } from "./find-agent.ts";

/**
 * An agent as it is asked now, with what its instructions name filled in. What a visitor wrote of themselves is no instruction: it
 * comes to a model as data, and the instructions say where that is.
 *
 * @param visitorName asked only where the instructions name it
 */
export async function askedAgent(db: Db, agent: AgentRow, visitorName: () => Promise<string | null>): Promise<AskedAgent> {
  const { name, instructions, model_name, temperature, tone, languages, helps_with } = agent;
  const asked = { name, instructions, model_name, temperature, tone, languages, helps_with };
  const names = (variable: VariableName) => namesVariable(instructions, variable);
  if (!variableNames.some(names)) return asked;
  const { project_name = "", today = "" } = (await readPlace(db, agent)) ?? {};
  const isOpen = names("open_or_closed") && (await readReach(db, agent.organization_id, agent.project_id)).isOpen;
  const filled = fillVariables(instructions, {
    agent_name: name,
    project_name,
    today,
    open_or_closed: isOpen ? "open" : "closed",
    visitor_name: "the visitor by the name that comes with their question",
  });
  return { ...asked, instructions: filled, ...(names("visitor_name") ? { visitorName: await visitorName() } : {}) };
}

/** The day is that of the organization's time zone. */
async function readPlace(db: Db, { organization_id, project_id }: AgentRow) {
  const { rows } = await sql<{ project_name: string; today: string }>`
    select p.name as project_name, to_char(now() at time zone o.time_zone, 'FMDay, FMDD FMMonth YYYY') as today
    from projects p join organizations o on o.id = p.organization_id
    where p.organization_id = ${organization_id} and p.id = ${project_id}
  `.execute(db);
  return rows[0];
}
