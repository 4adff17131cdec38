import type { z } from "zod";
import type { Logger } from "#platform/log.ts";
import type { Db } from "#platform/database/transaction.ts";
import type { ProductEvent } from "#platform/events.ts";
import type { ParamName } from "#platform/ids.ts";
import type { Turn } from "#platform/jobs/jobs.ts";
import type { Platform } from "#platform/platform.ts";
import type { Actor, OperatorActor, UserActor, VisitorActor } from "./actor.ts";
import type { AuditCall, AuditRecord } from "./audit.ts";
import type { OpenStream } from "./open-stream.ts";
import type { Permission } from "./permissions.ts";
import type { ContactNumber, Product } from "./product.ts";
import type { Says, Tells } from "./says.ts";
import type { OrganizationFacts, Status } from "./status.ts";

/**
 * Who can call it at all. `organization`: a member or an API key of the organization in the path; `account`: anyone
 * signed in; `visitor`: a widget; `operator`: the operator key; `public`: everyone.
 */
export type OperationScope = "public" | "account" | "organization" | "visitor" | "operator";

/** What calls name that is no id: who they are about, and what was handed out for them. */
type Fact =
  | "visitor_token"
  | "email"
  | "invoice_number"
  | "paid_invoice_number"
  | "phone_code"
  | "test_page_secret"
  | "chat_link_secret"
  | "spent_chat_link_secret"
  | "site_source_id"
  | "file_source_id";

/** A filled organization as the attack test builds it: one id of each kind, and these facts. */
export type World = Readonly<Record<ParamName | Fact, string>>;

/** A valid call, which succeeds: path parameters beyond `organization_id`, and the body or query. */
export type Example = {
  params?: Partial<Record<ParamName, string>>;
  input?: unknown;
  /** For uploads: a file to send as multipart. */
  file?: { name: string; type: string; text: string };
  /** The status in which the organization is then; `active` where it says nothing. */
  status?: Status;
  /** Whether it has a subscription, where that matters. */
  subscription?: "none" | "running";
  /** Whether its invitation is over. */
  invitation?: "expired";
  /** Who has its conversation. */
  handover?: "person";
  /** What it is answered where only somebody else can make what would succeed, such as a signature: this alone is no success. */
  refusal?: 422;
};

export type RequestFacts = {
  id: string;
  ip: string;
  userAgent: string;
  origin: string | undefined;
  /** The Idempotency-Key header; a procedure keeps it by itself. */
  idempotencyKey: string | undefined;
  /** The If-Match header; `checkVersion` (access/version.ts) compares it. */
  ifMatch: string | undefined;
  /** The Last-Event-ID header: the last event of a stream that its caller has. */
  lastEventId: string | undefined;
  /** The Accept-Language header; `collatorOf` (access/collator.ts) reads it. */
  acceptLanguage: string | undefined;
  /** Aborts when the caller hangs up. */
  signal: AbortSignal;
  /** Closes the caller's connection, whatever was sent; null where there is none. */
  hangUp: (() => void) | null;
  /** The raw request, for uploads alone; its body is unread when `run` begins. */
  raw: Request;
};

type Shared<P extends ParamName> = {
  params: Readonly<Record<P, string>>;
  request: RequestFacts;
  platform: Platform;
  product: Omit<Product, "contactOf">;
  log: Logger;
};

/** What sending a job needs to know of its declaration (access/job.ts). */
type QueueOf<Payload extends object> = { name: string; payload: z.ZodType<Payload>; turnOf?: TurnOf };

/** In whose name a job of an organization waits, and how soon its turn comes. */
export type TurnOf = (db: Db, organizationId: string) => Promise<Turn>;

/** `noun.verb`; `change` where the verb does not say it, `within` where the path does not. */
export type Happened = Pick<ProductEvent, "name"> & { target: { type: string; id: string } } & Partial<
    Pick<ProductEvent, "change" | "changed" | "within">
  >;

/** What an open transaction offers: rows of its scope, the audit entry and jobs that commit with it. */
export type TransactionContext = {
  db: Db;
  audit: AuditCall;
  /** Passes on as an event what is no audited act: what visitors say and are answered, and how far jobs are. */
  tell(happened: Happened): Promise<void>;
  /** Queues a job that exists only if this transaction commits. */
  send<Payload extends object>(job: QueueOf<Payload>, payload: Payload): Promise<void>;
};

/** Opens one short transaction. `write` unless said otherwise. Never await the network in it. */
export type OpenTransaction = <T>(run: (context: TransactionContext) => Promise<T>, mode?: "read" | "write") => Promise<T>;

/** The same for callers that stand outside any organization and name the one that they make or join. */
export type OpenOrganization = <T>(organizationId: string, run: (context: TransactionContext) => Promise<T>) => Promise<T>;

/**
 * Writes the entry of one of several organizations that an act changes at once, in the transaction that is open; `null`
 * says that nothing was changed after all, or nothing of an organization.
 */
export type AuditIn = (entry: { db: Db; organizationId: string; record: AuditRecord } | null) => Promise<void>;

/** Who calls, and in what. */
type CallerContext = {
  /** `actor`: the person who happens to be signed in. */
  public: { actor: Actor | null };
  account: { actor: UserActor };
  organization: { actor: Actor; permissions: ReadonlySet<Permission> } & OrganizationContext;
  visitor: { actor: VisitorActor } & OrganizationContext;
  operator: { actor: OperatorActor };
};

/** `contactNumber`: whom the visitors of this organization may call; read on a transaction of `run`. */
type OrganizationContext = { organization: OrganizationFacts; contactNumber(db: Db): Promise<ContactNumber | null> };

/** The scopes whose calls name, by path or token, the organization in which they act. */
type InOrganization = "organization" | "visitor";

/**
 * Where an operation of another scope runs. `{ organization }`: in the one that it names, which may be one that it is about
 * to create. `{ everywhere }`: in all of them, for a reason that testing/leaving.test.ts lists. `"nowhere"`: without a
 * transaction. Left out: among accounts and sessions.
 */
export type Within =
  | { organization(call: NamingCall): string | Promise<string> }
  // `execute` opens it as leaveTenant's `system` does.
  | { everywhere: string }
  | "nowhere"
  | undefined;

/** What there is to name an organization by. */
export type NamingCall = { platform: Platform; actor: Actor | null; params: Readonly<Record<string, string>>; input: unknown };

/** For the operator's calls, whose path names it. */
export const inPath = { organization: ({ params }: NamingCall) => params.organization_id! };

type TransactionWithin<W extends Within> = W extends "nowhere"
  ? unknown
  : W extends { organization: unknown }
    ? TransactionContext & { organizationId: string }
    : W extends { everywhere: string }
      ? { db: Db; auditIn: AuditIn }
      : { db: Db };

/** What an operation's `run` gets: one open transaction around it. */
export type OperationContext<S extends OperationScope, P extends ParamName, W extends Within> = CallerContext[S] &
  Shared<P> &
  (S extends InOrganization ? TransactionContext : TransactionWithin<W>);

type StepsContext = {
  public: { organizationTransaction: OpenOrganization };
  account: { organizationTransaction: OpenOrganization; auditIn: AuditIn };
  organization: { openStream: OpenStream };
  visitor: { openStream: OpenStream };
  operator: { organizationTransaction: OpenOrganization; auditIn: AuditIn };
};
/** What a procedure's `run` gets: it opens its own short transactions, between which it may await the network. */
export type ProcedureContext<S extends OperationScope, P extends ParamName> = CallerContext[S] &
  Shared<P> & { transaction: OpenTransaction } & StepsContext[S];

/** A write declares what its audit entries say, or null where it leaves none; a read, where it leaves one. */
type Saying = Tells & ({ kind: "write"; says: Says | null } | { kind: "read"; says?: Says });

type Declaration<S extends OperationScope, P extends ParamName, I extends z.ZodType> = Saying & {
  /** `noun.verb`, as audit entries and OpenAPI name it. */
  name: string;
  /** One sentence for the API reference. */
  summary: string;
  scope: S;
  /** Required where the scope is `organization`. */
  permission?: S extends "organization" ? Permission : never;
  /** Further permissions that decide what `run` shows or does. */
  alsoAsks?: readonly Permission[];
  /** The creator of something may do more than their role: with `permission` instead of the other, if `owns` says so (null: absent). */
  own?: { permission: Permission; owns(db: Db, actor: Actor, params: Readonly<Record<P, string>>): Promise<boolean | null> };
  /** No API key may do this, whatever it was given. */
  takesPerson?: true;
  /** Also for members who lack the second factor that the organization asks for. */
  withoutFactor?: true;
  allowedWhile?: readonly Status[];
  /** Whether this installation has it, as it is configured; where it has not, it is neither served nor in OpenAPI. */
  available?(platform: Platform): boolean;
  /** It reads or removes so much that a statement of it has a job's time: with a request's, it could never be done. */
  takesLong?: true;
  /** Path parameters that name records, beyond `organization_id`. */
  params?: readonly P[];
  /** The query of a GET, else the JSON body. */
  input: I;
  /** The answer, or such a one, holds a secret shown once, or what a visitor can have erased: it is never kept for a repeated Idempotency-Key. */
  secretAnswer?: boolean | ((answer: never) => boolean);
  /** Status of the answer; 200, or 201 for a create. */
  status?: 200 | 201 | 202 | 204;
  /** A valid call in a filled organization; the attack test lives on these, and holds each to a success. */
  example(world: World): Example;
} & (S extends "organization" ? { permission: Permission } : unknown);

type OperationDeclaration<
  S extends OperationScope,
  P extends ParamName,
  I extends z.ZodType,
  O extends z.ZodType,
  W extends Within,
> = Declaration<S, P, I> & {
  within?: S extends InOrganization ? undefined : W;
  output: O;
  run(context: OperationContext<S, P, W>, input: z.output<I>): Promise<z.input<O>>;
};

type ProcedureDeclaration<S extends OperationScope, P extends ParamName, I extends z.ZodType, O extends z.ZodType> = Declaration<
  S,
  P,
  I
> & {
  /** What is answered as JSON; `"stream"`: `run` answers a Response of its own (events, a file). */
  output: O | "stream";
  /** Of a stream: its media type, events where it names none. A range where that differs from case to case. */
  mediaType?: string;
  /** `"multipart"`: the body is left unread for `run`. */
  body?: "json" | "multipart";
  run(context: ProcedureContext<S, P>, input: z.output<I>): Promise<z.input<O> | Response>;
};

export type Operation = OperationDeclaration<OperationScope, ParamName, z.ZodType, z.ZodType, Within> & { type: "operation" };
export type Procedure = ProcedureDeclaration<OperationScope, ParamName, z.ZodType, z.ZodType> & { type: "procedure" };

export type AnyOperation = Operation | Procedure;

/** Declares one thing that can be done: checked, run and audited by `execute` in one transaction, and once for an Idempotency-Key. */
export function operation<
  S extends OperationScope,
  const P extends ParamName,
  I extends z.ZodType,
  O extends z.ZodType,
  W extends Within = undefined,
>(definition: OperationDeclaration<S, P, I, O, W>): Operation {
  return asAny({ ...definition, type: "operation" });
}

/** As `operation`, for what awaits the network, streams, or commits in several steps: `run` opens short transactions of its own. */
export function procedure<S extends OperationScope, const P extends ParamName, I extends z.ZodType, O extends z.ZodType>(
  definition: ProcedureDeclaration<S, P, I, O>,
): Procedure {
  return asAny({ ...definition, type: "procedure" });
}

/** `execute` hands each operation what its own declaration asked for, so the list of them may forget the types. */
function asAny<T>(definition: unknown): T {
  return definition as T;
}
