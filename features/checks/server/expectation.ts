import type { z } from "zod";
import { findAgent } from "#features/agents/server/find-agent.ts";
import { findSource } from "#features/knowledge/server/find-source.ts";
import type { Db } from "#platform/database/transaction.ts";
import { AppError, invalid } from "#platform/errors.ts";
import type { CreateCheck } from "../contract.ts";
import type { CheckRow } from "./check-row.ts";

type Wanted = Omit<z.output<typeof CreateCheck>, "question">;

/** What of a check says what its answer has to be, and who is asked. */
export type Expectation = Pick<CheckRow, "expects" | "expected_text" | "source_id" | "source_name" | "suggestion_counts" | "agent_id">;

/**
 * What a check expects, as its row holds it; what does not belong to the kind is left out.
 *
 * @throws AppError 422 where something is missing, or leads to no source or agent of the project
 */
export async function expectationOf(
  db: Db,
  { organizationId, projectId }: { organizationId: string; projectId: string },
  { expects, expected_text, source_id, suggestion_counts, agent_id }: Wanted,
): Promise<Expectation> {
  if (expects === "text" && !expected_text) throw invalid({ expected_text: "Enter what the answer has to say." });
  if (expects === "source" && !source_id) throw invalid({ source_id: "Choose the source that the answer has to come from." });
  const source =
    expects === "source"
      ? await findSource(db, organizationId, projectId, source_id!).catch(asField("source_id", "There is no such source in this project."))
      : null;
  if (agent_id)
    await findAgent(db, organizationId, projectId, agent_id).catch(asField("agent_id", "There is no such agent in this project."));
  return {
    expects,
    expected_text: expects === "text" ? expected_text! : null,
    source_id: source?.id ?? null,
    source_name: source?.name ?? null,
    suggestion_counts: expects !== "declined" && (suggestion_counts ?? false),
    agent_id: agent_id || null,
  };
}

function asField(field: string, sentence: string) {
  return (error: unknown): never => {
    throw error instanceof AppError && error.code === "not_found" ? invalid({ [field]: sentence }) : error;
  };
}
