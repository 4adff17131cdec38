import { AppError, conflict, invalid } from "#platform/errors.ts";
import { passwordsOf, readTexts } from "#platform/http/plain-text.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Within } from "#platform/events.ts";
import type { Logger } from "#platform/log.ts";
import { beginWork, sayFrom, takeLong, markVisitor } from "#platform/work.ts";
import { systemActor, type Actor } from "./actor.ts";
import { admit, type Asking } from "./admission.ts";
import { answerOf, jsonAnswerOf, type Answer } from "./answer.ts";
import type { AuditSource } from "./audit.ts";
import type { Caller } from "./caller.ts";
import { answerOnce, repeatableOf } from "./idempotency.ts";
import type { AnyOperation, RequestFacts } from "./operation.ts";
import { openStream, type OpenStream } from "./open-stream.ts";
import { requireAudit } from "./require-audit.ts";
import { modeOf, runOperationOutside, runProcedureOutside } from "./run-outside.ts";
import { openScope } from "./scope.ts";
import type { OrganizationFacts } from "./status.ts";
import { watchFile } from "./watch-file.ts";

/** One call of one operation, as HTTP hands it over. */
export type Call = Asking & {
  caller: Caller | null;
  /** Asks once more who calls: a stream that stays open does so now and then. */
  authenticateAgain(): Promise<Caller | null>;
  /** Reads query or body; called only after permission is certain. */
  readInput(): Promise<unknown>;
  request: RequestFacts;
};

/**
 * The one door. In this order: admission (admission.ts: 404, 423, 403), the input (422), one transaction as the tenant
 * role, `run`, audit entry and jobs, commit.
 */
export async function execute(operation: AnyOperation, call: Call): Promise<Answer> {
  const admitted = await admit(operation, call, call.caller);
  const input = await parse(operation, call);
  const { contactOf, ...product } = call.product;
  const log = call.platform.log.child({ request_id: call.request.id, operation: operation.name });
  const shared = { ...admitted, request: call.request, platform: call.platform, product, log };
  try {
    if (operation.takesLong) takeLong();
    if (admitted.actor?.type === "visitor") markVisitor();
    // What a procedure has done, it stores, even if nobody waits for its answer any more. One that reads has done nothing.
    if (operation.type === "procedure" && operation.kind === "write") beginWork();
    if (!admitted.organization) {
      sayFrom({ id: call.request.id, ip: call.request.ip, userAgent: call.request.userAgent, act: operation.name });
      const { platform, params, request } = call;
      const outside = { platform, params, request, actor: admitted.actor, act: actOf(operation) };
      if (operation.type === "procedure") return await runProcedureOutside(operation, outside, shared, input);
      return await runOperationOutside(operation, outside, shared, input);
    }
    const { organization, actor } = admitted;
    const contactNumber = (db: Db) => contactOf(db, organization.id);
    const streams = openStreams(operation, call, organization.id, log);
    const answer = await runInOrganization(
      operation,
      call,
      organization,
      actor,
      { ...shared, openStream: streams.openStream, contactNumber },
      input,
    );
    return answer instanceof Response ? streams.watched(answer) : answer;
  } catch (error) {
    throw fromDatabase(error);
  }
}

/** Streams and files end as soon as this door would refuse their caller. */
function openStreams(
  operation: AnyOperation,
  call: Call,
  organizationId: string,
  log: Logger,
): { openStream: OpenStream; watched(response: Response): Response } {
  const check = async () => admit(operation, call, await call.authenticateAgain());
  const { platform, request } = call;
  let stream: Response | undefined;
  return {
    openStream(run, checkInside) {
      const checkAll = async () => {
        const admitted = await check();
        await checkInside?.(admitted);
      };
      return (stream = openStream({ platform, organizationId, request, check: checkAll }, run));
    },
    watched: (response) =>
      response === stream
        ? response
        : watchFile(response, { platform, organizationId, request, log, check: async () => void (await check()) }),
  };
}

async function parse(operation: AnyOperation, call: Call): Promise<unknown> {
  if (operation.type === "procedure" && operation.body === "multipart") return undefined;
  const parsed = operation.input.safeParse(readTexts(await call.readInput(), passwordsOf(operation.input)));
  if (parsed.success) return parsed.data;
  const fields: Record<string, string> = {};
  for (const issue of parsed.error.issues) fields[issue.path.join(".") || "body"] ??= issue.message;
  throw invalid(fields);
}

async function runInOrganization(
  operation: AnyOperation,
  call: Call,
  organization: OrganizationFacts,
  actor: Actor | null,
  shared: object,
  input: unknown,
): Promise<Answer> {
  const source = {
    platform: call.platform,
    organizationId: organization.id,
    actor: actor ?? systemActor,
    act: actOf(operation),
    request: call.request,
    within: withinOf(operation, call),
  };
  const scope = openScope(source);
  if (operation.type === "procedure") {
    const result = await operation.run({ ...shared, transaction: scope.transaction } as never, input as never);
    requireAudit(operation, scope.audited());
    return answerOf(operation, result);
  }
  const repeatable = repeatableOf(operation, call, input);
  const owner = { organizationId: organization.id, actorId: source.actor.id ?? source.actor.type };
  return scope.transaction(async (transaction) => {
    const run = async () => jsonAnswerOf(operation, await operation.run({ ...shared, ...transaction } as never, input as never));
    const { answer, repeated } = await answerOnce(transaction.db, repeatable, owner, run);
    if (!repeated) requireAudit(operation, scope.audited());
    return answer;
  }, modeOf(operation));
}

/** The project and the conversation that a call's path names, which were checked by then. */
function withinOf({ params = [] }: AnyOperation, { params: given }: Call): Within {
  const named = (["project_id", "conversation_id"] as const).filter((name) => params.includes(name));
  return Object.fromEntries(named.map((name) => [name, given[name]]));
}

function actOf({ name, says = null, changesRights }: AnyOperation): AuditSource["act"] {
  return { name, says, ...(changesRights && { changesRights }) };
}

/** Rules that the database itself holds, said as the API says them. */
function fromDatabase(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "BC002") return new AppError("account_closed", "This account is closed. Sign in to restore it.");
  if (code === "BC001") return conflict("An organization keeps at least one Owner. Make somebody else Owner first.");
  return error;
}
