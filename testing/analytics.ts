import { expect } from "vitest";
import type { AnalyticsTotals } from "#features/analytics/contract.ts";
import type { TestApp } from "./app.ts";

/** What analytics counts, read from the rows a second time by other means than the product's: all at once, and counted one by one. */
type Conversation = {
  id: string;
  agent_id: string;
  at: number;
  test: boolean;
  had_person: boolean;
  last_outcome: string | null;
};
type Message = {
  id: string;
  conversation_id: string;
  at: number;
  role: string;
  event: string | null;
  outcome: string | null;
  first_ms: number | null;
  model_name: string | null;
  cost_micros: string | null;
};
type Rating = { conversation_id: string; at: number; score: number };
type Rows = { conversations: Conversation[]; messages: Message[]; ratings: Rating[] };

/** All of a project's. */
export async function readCounted({ database }: TestApp, projectId: string): Promise<Rows> {
  const sqlOn = async <Row>(sql: string) => (await database.admin.query(sql, [projectId])).rows as Row[];
  const at = (column: string) => `(extract(epoch from ${column}) * 1000)::float8 at`;
  return {
    conversations: await sqlOn(
      `select id, agent_id, ${at("created_at")}, test, had_person, last_outcome from conversations where project_id = $1`,
    ),
    messages: await sqlOn(
      `select id, conversation_id, ${at("created_at")}, role, event, outcome, first_ms, model_name, cost_micros from messages where project_id = $1 order by id`,
    ),
    ratings: await sqlOn(`select conversation_id, ${at("rated_at")}, score from ratings where project_id = $1`),
  };
}

/** The totals but for tokens, one by one. */
export function countByHand(rows: Rows, agentId: string | undefined, from: number, to: number): Omit<AnalyticsTotals, "tokens"> {
  const real = rows.conversations.filter((one) => !one.test && (agentId === undefined || one.agent_id === agentId));
  const isReal = new Set(real.map(({ id }) => id));
  const inRange = ({ at }: { at: number }) => at >= from && at < to;
  const begun = real.filter(inRange);
  const messages = rows.messages.filter((one) => isReal.has(one.conversation_id));
  const lines = messages.filter(inRange);
  const answers = lines.filter(({ outcome }) => ["answered", "suggested", "declined"].includes(outcome ?? ""));
  const of = (outcome: string) => answers.filter((answer) => answer.outcome === outcome).length;
  const events = (event: string) => lines.filter((line) => line.event === event);
  const asked = [...events("ask"), ...events("refer")];
  const seconds = asked.flatMap((wish) => {
    const ended = messages.find(
      (one) =>
        one.conversation_id === wish.conversation_id &&
        one.id > wish.id &&
        (one.role === "person" || ["ask", "refer", "take_back", "expire", "give_back", "close"].includes(one.event ?? "")),
    );
    return ended?.role === "person" ? [(ended.at - wish.at) / 1000] : [];
  });
  const firstWords = answers
    .flatMap(({ first_ms }) => (first_ms === null ? [] : [Math.floor(first_ms / 50) * 50]))
    .toSorted((a, b) => a - b);
  const ratings = rows.ratings.filter((one) => isReal.has(one.conversation_id) && inRange(one));
  return {
    conversations: begun.length,
    solved: begun.filter((one) => !one.had_person && ["answered", "suggested"].includes(one.last_outcome ?? "")).length,
    answers: answers.length,
    answered: of("answered"),
    suggested: of("suggested"),
    declined: of("declined"),
    handed_over: {
      conversations: new Set([...asked, ...events("take_over")].map((line) => line.conversation_id)).size,
      asked: asked.length,
      taken_over: events("take_over").length,
      expired: events("expire").length,
    },
    first_response: { count: seconds.length, median_seconds: between(seconds, 0.5), p90_seconds: between(seconds, 0.9) },
    cost: {
      usd: expect.closeTo(lines.reduce((sum, { cost_micros }) => sum + Number(cost_micros ?? 0), 0) / 1e6, 6),
      unpriced: lines.filter(({ model_name, cost_micros }) => model_name !== null && cost_micros === null).length,
    },
    ratings: { up: ratings.filter(({ score }) => score === 1).length, down: ratings.filter(({ score }) => score === -1).length },
    first_words: {
      count: firstWords.length,
      median_ms: firstWords[Math.ceil(firstWords.length * 0.5) - 1] ?? null,
      p90_ms: firstWords[Math.ceil(firstWords.length * 0.9) - 1] ?? null,
    },
  };
}

/** A share of the way through values, between two of them where it lies there. */
function between(values: readonly number[], share: number): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  if (sorted.length === 0) return null;
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return expect.closeTo(low + (place - Math.floor(place)) * (high - low), 3);
}
