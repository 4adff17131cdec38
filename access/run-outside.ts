import { engineOf } from "#platform/engine.ts";
import { systemActor, type Actor } from "./actor.ts";
import type { Asking } from "./admission.ts";
import { answerOf, jsonAnswerOf, type Answer, type JsonAnswer } from "./answer.ts";
import { insertAuditEntry, type AuditSource } from "./audit.ts";
import { addHandle } from "./handles.ts";
import {
  answerOnce,
  earlierAnswer,
  saveAnswer,
  repeatableOf,
  takeKey,
  usedForAnother,
  type KeyOwner,
  type Repeatable,
} from "./idempotency.ts";
import type { AuditIn, OpenOrganization, Operation, Procedure, RequestFacts, TransactionContext, Within } from "./operation.ts";
import { requireAudit } from "./require-audit.ts";
import { resolveHandle } from "./resolve-handle.ts";
import { openScope } from "./scope.ts";

/** What the door knows of a call whose path names no organization that it belongs to. */
type OutsideCall = Pick<Asking, "platform" | "params"> & { request: RequestFacts; actor: Actor | null; act: AuditSource["act"] };

/** Runs an operation where it says that it runs (`within`), in one transaction. */
export async function runOperationOutside(operation: Operation, call: OutsideCall, shared: object, input: unknown): Promise<JsonAnswer> {
  const { within } = operation;
  const run = async (context: object) => jsonAnswerOf(operation, await operation.run({ ...shared, ...context } as never, input as never));
  if (within === "nowhere") return run({});
  const repeatable = repeatableOf(operation, call, input);
  if (isNaming(within)) return runInNamed(operation, call, within, { repeatable, input }, run);
  const scope = within ? ({ kind: "system", reason: within.everywhere } as const) : ({ kind: "identity" } as const);
  return engineOf(call.platform).database.transaction(scope, operation.kind, async ({ db }) => {
    const { auditIn, audited } = auditsIn(call);
    const owner = accountOf(call.actor);
    const { answer, repeated } = await answerOnce(db, owner && repeatable, owner ?? { userId: null }, () => run({ db, auditIn }));
    if (within && !repeated) requireAudit(operation, audited());
    return answer;
  });
}

/** Runs a procedure, which opens its transactions itself: among accounts, or in organizations that it names. */
export async function runProcedureOutside(procedure: Procedure, call: OutsideCall, shared: object, input: unknown): Promise<Answer> {
  const { auditIn, audited } = auditsIn(call);
  let auditedInside = false;
  const organizationTransaction: OpenOrganization = async (organizationId, run) => {
    const scope = openScope({ ...sourceOf(call), organizationId });
    const result = await scope.transaction(run);
    auditedInside ||= scope.audited();
    return result;
  };
  const transaction = (run: (transaction: TransactionContext) => Promise<unknown>, mode: "read" | "write" = "write") =>
    engineOf(call.platform).database.transaction({ kind: "identity" }, mode, ({ db }) => run(amongAccounts(db)));
  const result = await procedure.run({ ...shared, organizationTransaction, auditIn, transaction } as never, input as never);
  if (procedure.scope !== "public") requireAudit(procedure, auditedInside || audited());
  return answerOf(procedure, result);
}

/**
 * In the organization that the operation names, or in the one where the same request was answered before: a handle leads
 * there. The handle is stored last, because it may be this act that creates the organization.
 */
async function runInNamed(
  operation: Operation,
  call: OutsideCall,
  within: { organization(call: object): string | Promise<string> },
  { repeatable, input }: { repeatable: Repeatable | null; input: unknown },
  run: (context: object) => Promise<JsonAnswer>,
): Promise<JsonAnswer> {
  const { platform, params, actor } = call;
  const actorId = actor?.id ?? actor?.type ?? `anonymous ${JSON.stringify(params)}`;
  const secret = repeatable && `${actorId} ${repeatable.key}`;
  const before = await findEarlier();
  if (before) return before;
  const organizationId = await within.organization({ platform, actor, params, input });
  const scope = openScope({ ...sourceOf(call), organizationId });
  try {
    return await scope.transaction(async (transaction) => {
      const answer = await run({ ...transaction, organizationId });
      requireAudit(operation, scope.audited());
      if (repeatable) {
        const { db } = transaction;
        await addHandle(db, organizationId, "idempotency_key", secret!);
        if (!(await takeKey(db, repeatable, { organizationId, actorId }))) throw usedForAnother();
        await saveAnswer(db, repeatable, { organizationId, actorId }, answer);
      }
      return answer;
    }, modeOf(operation));
  } catch (error) {
    // The same request, sent at once, was done meanwhile; this one was refused for what that has done, or by the handle.
    const meanwhile = await findEarlier();
    if (meanwhile) return meanwhile;
    throw error;
  }

  async function findEarlier(): Promise<JsonAnswer | null> {
    const organizationId = secret && (await resolveHandle(platform, "idempotency_key", secret));
    if (!organizationId) return null;
    const { database } = engineOf(platform);
    const scope = { kind: "tenant", organizationId } as const;
    return database.transaction(scope, "read", ({ db }) => earlierAnswer(db, repeatable!, { organizationId, actorId }));
  }
}

/** A read that leaves an entry writes that. */
export const modeOf = ({ kind, says }: Operation) => (kind === "read" && !says ? "read" : "write");

/** Whose rows hold the keys of what acts in no one organization; null for strangers, who cannot be told apart. */
function accountOf(actor: Actor | null): Extract<KeyOwner, { userId: unknown }> | null {
  if (actor?.type === "user") return { userId: actor.id };
  return actor?.type === "operator" ? { userId: null } : null;
}

const isNaming = (within: Within): within is Extract<Within, { organization: unknown }> =>
  typeof within === "object" && "organization" in within;

function sourceOf({ platform, actor, act, request }: OutsideCall) {
  return { platform, actor: actor ?? systemActor, act, request };
}

function auditsIn(call: OutsideCall): { auditIn: AuditIn; audited(): boolean } {
  let audited = false;
  return {
    async auditIn(entry) {
      audited = true;
      if (entry) await insertAuditEntry(entry.db, { ...sourceOf(call), organizationId: entry.organizationId }, entry.record);
    },
    audited: () => audited,
  };
}

/** What belongs to no organization (one's own name or session) has no audit log to go to. */
function amongAccounts(db: TransactionContext["db"]): TransactionContext {
  return {
    db,
    audit() {},
    tell() {
      throw new Error("An event belongs to an organization; tell of it in one's transaction.");
    },
    send() {
      throw new Error("A job belongs to an organization; send it from one's transaction.");
    },
  };
}
