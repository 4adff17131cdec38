import { embeddingsFor } from "#features/models/server/embeddings/embeddings-for.ts";
import { procedure } from "#access/operation.ts";
import { unavailableSentence } from "#access/status.ts";
import { askedAgent } from "#features/agents/server/asked-agent.ts";
import type { AnswererKind } from "#features/answering/server/answerer.ts";
import { builtIn, byModel } from "#features/answering/server/answerer-kinds.ts";
import { forFiles } from "#features/answering/server/file-answerer.ts";
import { answererTools } from "#features/answering/server/answerer-tools.ts";
import { searchAhead } from "#features/answering/server/search-ahead.ts";
import { chooseAnswerer } from "#features/answering/server/choose-answerer.ts";
import { BudgetSpent } from "#features/budgets/server/budget-spent.ts";
import { modelsFor } from "#features/models/server/models-for.ts";
import { openTools } from "#features/tools/server/open-tools.ts";
import type { Db } from "#platform/database/transaction.ts";
import { SendMessage, type AnswerEvent, type ContactNumber } from "../contract.ts";
import { beginAnswer } from "./begin-answer.ts";
import { readConfirmation } from "./confirmations/confirmation-of.ts";
import { findVisitorConversation, openConversation, type VisitorConversation } from "./find-conversation.ts";
import { giveAnswer } from "./give-answer.ts";
import { silencedBy } from "./handover/silenced-by.ts";
import { reserveAnswer } from "./reserve-answer.ts";
import { takeVisit } from "./visitor-limits.ts";

/** @param kinds what may answer, in the order in which they are asked */
export const answerMessage = (kinds: readonly AnswererKind[]) =>
  procedure({
    name: "message.send",
    summary:
      "Asks the agent. The answer streams as events: text …, citations, done; or error. `attachments` names files that were uploaded for it. An Idempotency-Key makes a retry safe.",
    scope: "visitor",
    kind: "write",
    says: null,
    params: ["conversation_id"],
    input: SendMessage,
    output: "stream",
    example: ({ conversation_id }) => ({ params: { conversation_id }, input: { text: "How long does delivery take?" } }),
    async run({ platform, product, organization, actor, params, request, transaction, openStream, contactNumber, log }, said) {
      const { text } = said;
      await takeVisit(platform, "message", request.ip, actor.agentId);
      await platform.models.ready();
      const find = (db: Db) => findVisitorConversation(db, organization.id, actor, params.conversation_id);
      const place = Promise.withResolvers<VisitorConversation>();
      const embeddings = (db: Db) => embeddingsFor(db, platform, organization.id);
      // Outside of the transaction that begins the answer, beside which it searches.
      const searching = place.promise.then(({ agent, conversation: { project_id: projectId, handover } }) => {
        const person = handover === "waiting" ? "coming" : agent.hands_over ? "offered" : "none";
        const scope = { organizationId: organization.id, projectId, person, sourceIds: agent.source_ids } as const;
        const tools = answererTools({ ...scope, embeddings, transaction, contactNumber });
        return text === "" ? tools : searchAhead(tools, text);
      });
      // From before the answer begins: a person who takes over from then on silences it.
      const silence = silencedBy(platform.events, params.conversation_id);
      const begin = transaction(async ({ db, send, tell }) => {
        const { agent, ...visit } = await find(db);
        const conversation = visit.conversation ?? (await openConversation(db, agent, actor, params.conversation_id));
        const found = { conversation, agent };
        place.resolve(found);
        const models = await modelsFor(db, platform, organization.id, [agent]);
        const { kind, answerer } = chooseAnswerer(text === "" ? [forFiles] : kinds, agent, { models, log });
        const answer = await beginAnswer({ db, send, tell }, found, said, request.idempotencyKey);
        if ("answerId" in answer) await reserveAnswer(db, found, answer, kind);
        const unanswered = "earlier" in answer && answer.earlier.outcome === "declined";
        const asked = await askedAgent(db, agent, () => product.visitorName(db, organization.id, conversation.id));
        const calls = await openTools(db, platform, { organizationId: organization.id, projectId: conversation.project_id }, agent.tools);
        const confirmation = "earlier" in answer ? await readConfirmation(db, organization.id, answer.earlier.id) : null;
        return { found, begun: answer, answerer, asked, calls, confirmation, contact: unanswered ? await contactNumber(db) : null };
      });
      const answering = await begin.catch((error: unknown) => {
        silence.end();
        if (error instanceof BudgetSpent) return error.meter;
        throw error;
      });
      if ("kind" in answering) {
        log.info(answering, "a question was not answered: a budget is spent");
        const error = await transaction(async ({ db }) => unavailable(await contactNumber(db)), "read");
        return openStream(async ({ send }) => send("error", error));
      }
      const { found, begun, answerer, asked, calls, confirmation, contact } = answering;
      if (!("answerId" in begun)) silence.end();
      if ("leftTo" in begun)
        return openStream(async ({ send }) => send("done", { message_id: begun.questionId, outcome: "person", handover: begun.leftTo }));
      if ("earlier" in begun) {
        const { id, text: answer, citations, outcome } = begun.earlier;
        return openStream(async ({ send }) => {
          send("text", { delta: answer });
          if (citations.length > 0) send("citations", { data: citations });
          send("done", { message_id: id, outcome, ...(contact ? { contact } : {}), ...(confirmation ? { confirmation } : {}) });
        });
      }
      const greeting = { role: "agent", text: found.agent.greeting } as const;
      const question = { text, history: text === "" ? [greeting, ...begun.history] : begun.history, agent: asked };
      const { answerSecondsMax: secondsMax } = platform.env;
      const tools = { ...(await searching), calls };
      return openStream(
        (stream) =>
          giveAnswer({
            found,
            begun,
            question,
            answerer,
            secondsMax,
            stream,
            silence: silence.signal,
            tools,
            transaction,
            contactNumber,
            log,
          }).finally(silence.end),
        () => transaction(async ({ db }) => void (await find(db)), "read"),
      );
    },
  });

export const sendMessage = answerMessage([byModel, builtIn]);

/** What a visitor reads where nobody answers, as while the organization is suspended; it is no answer, and is not kept. */
function unavailable(contact: ContactNumber | null): Extract<AnswerEvent, { event: "error" }>["data"] {
  const message = String(unavailableSentence(contact?.international ?? null));
  return { code: "status_forbids", message, ...(contact ? { contact } : {}) };
}
