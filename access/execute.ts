import { engineOf } from "#platform/engine.ts";
import { AppError, conflict, invalid } from "#platform/errors.ts";
import { passwordsOf, readTexts } from "#platform/http/plain-text.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { Logger } from "#platform/log.ts";
import { beginWork, sayFrom, takeLong } from "#platform/work.ts";
import { systemActor, type Actor } from "./actor.ts";
import { admit, type Asking } from "./admission.ts";
import { insertAuditEntry } from "./audit.ts";
import type { Caller } from "./caller.ts";
import { answerOnce } from "./idempotency.ts";
import type { AnyOperation, AuditIn, OpenOrganization, Operation, RequestFacts, TransactionContext } from "./operation.ts";
import { openStream, type OpenStream } from "./open-stream.ts";
import type { Act } from "./says.ts";
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

/** What an operation answered: JSON, or a Response of its own where it streams. */
export type Answer = { status: number; body: unknown } | Response;

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
    // What a process has done, it stores, even if nobody waits for its answer any more. One that reads has done nothing.
    if (operation.type === "process" && operation.kind === "write") beginWork();
    if (!admitted.organization) {
      sayFrom({ id: call.request.id, ip: call.request.ip, userAgent: call.request.userAgent, act: operation.name });
      return await runOutside(operation, call, admitted.actor, shared, input);
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
  const check = async () => void (await admit(operation, call, await call.authenticateAgain()));
  const { platform, request } = call;
  let stream: Response | undefined;
  return {
    openStream(run, checkInside) {
      const checkAll = async () => {
        await check();
        await checkInside?.();
      };
      return (stream = openStream({ platform, organizationId, hungUp: request.signal, check: checkAll }, run));
    },
    watched: (response) => (response === stream ? response : watchFile(response, { platform, organizationId, request, log, check })),
  };
}

async function parse(operation: AnyOperation, call: Call): Promise<unknown> {
  if (operation.type === "process" && operation.body === "multipart") return undefined;
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
  };
  const scope = openScope(source);
  if (operation.type === "process") {
    const result = await operation.run({ ...shared, transaction: scope.transaction } as never, input as never);
    requireAudit(operation, scope.audited());
    return answer(operation, result);
  }
  return scope.transaction(async (transaction) => {
    const once = answerOnce(operation, call, source, transaction.db);
    const earlier = await once?.earlier(input);
    if (earlier) {
      transaction.audit(null);
      return earlier;
    }
    const done = await runOperation(operation, { ...shared, ...transaction }, input);
    requireAudit(operation, scope.audited());
    await once?.remember(done);
    return done;
  }, operation.kind);
}

/** Without an organization in the path: identity tables and functions, and organizations that the operation names. */
async function runOutside(operation: AnyOperation, call: Call, actor: Actor | null, shared: object, input: unknown): Promise<Answer> {
  let audited = false;
  const source = { platform: call.platform, actor: actor ?? systemActor, act: actOf(operation), request: call.request };
  const organizationTransaction: OpenOrganization = async (organizationId, run) => {
    const scope = openScope({ ...source, organizationId });
    const result = await scope.transaction(run);
    audited ||= scope.audited();
    return result;
  };
  const auditIn: AuditIn = async (entry) => {
    audited = true;
    if (entry) await insertAuditEntry(entry.db, { ...source, organizationId: entry.organizationId }, entry.record);
  };
  const context = { ...shared, organizationTransaction, auditIn };
  if (operation.type === "process") {
    const transaction = (run: (transaction: TransactionContext) => Promise<unknown>, mode: "read" | "write" = "write") =>
      engineOf(call.platform).database.transaction({ kind: "identity" }, mode, ({ db }) => run(outsideOrganization(db)));
    const result = await operation.run({ ...context, transaction } as never, input as never);
    requireAudit(operation, audited);
    return answer(operation, result);
  }
  if (operation.scope === "operator") requireAudit(operation, false);
  return engineOf(call.platform).database.transaction({ kind: "identity" }, operation.kind, ({ db }) =>
    runOperation(operation, { ...context, ...outsideOrganization(db) }, input),
  );
}

/** What belongs to no organization (one's own name or session) has no audit log to go to. */
function outsideOrganization(db: TransactionContext["db"]): TransactionContext {
  return {
    db,
    audit() {},
    send() {
      throw new Error("A job belongs to an organization; send it from one's transaction.");
    },
  };
}

async function runOperation(operation: Operation, context: object, input: unknown): Promise<{ status: number; body: unknown }> {
  return answer(operation, await operation.run(context as never, input as never)) as { status: number; body: unknown };
}

function answer(operation: AnyOperation, result: unknown): Answer {
  if (result instanceof Response) return result;
  const status = operation.status ?? 200;
  if (status === 204) return { status, body: null };
  if (operation.output === "stream") throw new Error(`${operation.name} streams, and answered no Response.`);
  return { status, body: operation.output.parse(result) };
}

function actOf({ name, says = null }: AnyOperation): Pick<Act, "name" | "says"> {
  return { name, says };
}

/** A visitor's messages are their own record; every other write of an organization leaves an entry. */
function requireAudit(operation: AnyOperation, audited: boolean): void {
  if (operation.kind === "write" && operation.scope !== "visitor" && operation.scope !== "public" && !audited) {
    throw new Error(`${operation.name} is a write and wrote no audit entry.`);
  }
}

/** Rules that the database itself holds, said as the API says them. */
function fromDatabase(error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (code === "BC002") return new AppError("account_closed", "This account is closed. Sign in to restore it.");
  if (code === "BC001") return conflict("An organization keeps at least one Owner. Make somebody else Owner first.");
  return error;
}
