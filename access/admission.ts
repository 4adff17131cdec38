import { engineOf } from "#platform/engine.ts";
import { AppError, forbidden, notFound } from "#platform/errors.ts";
import { isParam, type ParamName } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { say } from "#platform/sentence.ts";
import type { Actor } from "./actor.ts";
import type { Caller } from "./caller.ts";
import { factorRequired } from "./lacks-factor.ts";
import type { AnyOperation } from "./operation.ts";
import { notForKeys, type Permission } from "./permissions.ts";
import type { Product } from "./product.ts";
import { readOrganization } from "./scope.ts";
import { statusAllows, statusOf, statusSentence, type OrganizationFacts, type Status } from "./status.ts";

/** The result of admission, which everything after it can rely on. */
export type Admitted = {
  actor: Actor | null;
  organization: OrganizationFacts | null;
  permissions: Caller["permissions"];
  /** Those that the operation declares, each a well-formed id of its kind. */
  params: Record<ParamName, string>;
};

/** What admission asks of a call; nothing in it has read the body. */
export type Asking = {
  platform: Platform;
  product: Product;
  /** Path parameters as they came, unchecked. */
  params: Readonly<Record<string, string>>;
};

/**
 * Lets a caller in, or throws why not. In this order: the caller belongs to the organization (401, 404) and has the
 * second factor that it asks for (403), its status allows the kind (423), the permission (403), the record in the path can exist (404). What continues after its door was passed
 * asks again (watch-admission.ts).
 *
 * @throws AppError
 */
export async function admit(operation: AnyOperation, asking: Asking, caller: Caller | null): Promise<Admitted> {
  const belonging = await checkBelonging(operation, asking, caller);
  const admitted = { ...belonging, params: checkParams(operation, asking.params) };
  await checkPermission(operation, asking.platform, admitted);
  return admitted;
}

/**
 * The same for a job of an organization, which nobody calls: it is there, and its status allows the job's writes.
 *
 * @throws AppError 404 or 423
 */
export async function admitJob(
  { allowedWhile }: { allowedWhile?: readonly Status[] },
  platform: Platform,
  organizationId: string,
): Promise<OrganizationFacts> {
  const organization = await readOrganization(platform, organizationId);
  if (!organization) throw notFound();
  const status = statusOf(organization);
  if (!statusAllows(status, "write", allowedWhile)) throw new AppError("status_forbids", statusSentence(status));
  return organization;
}

/** Scope, membership and status. */
async function checkBelonging(operation: AnyOperation, asking: Asking, caller: Caller | null): Promise<Omit<Admitted, "params">> {
  const permissions = caller?.permissions ?? new Set();
  if (operation.scope === "public") return { actor: caller?.actor ?? null, organization: null, permissions };
  if (!caller)
    throw new AppError("unauthenticated", operation.scope === "visitor" ? "Start a conversation first." : "Sign in, or send an API key.");
  const { actor, organization } = caller;
  if (operation.scope === "account") {
    if (actor.type !== "user") throw forbidden("Only a person who is signed in can do this.");
    return { actor, organization: null, permissions };
  }
  if (operation.scope === "operator") {
    if (actor.type !== "operator") throw notFound();
    return { actor, organization: null, permissions };
  }
  if ((actor.type === "visitor") !== (operation.scope === "visitor")) throw notFound();
  if (!organization) throw notFound();
  if (caller.lacksFactor && !operation.withoutFactor) throw factorRequired(asking.platform, actor);
  const status = statusOf(organization);
  const kind = operation.scope === "visitor" && operation.kind === "write" ? "answer" : operation.kind;
  if (!statusAllows(status, kind, operation.allowedWhile) || (actor.type === "api_key" && !statusAllows(status, "key"))) {
    if (operation.scope !== "visitor") throw new AppError("status_forbids", statusSentence(status));
    const contact = status === "suspended" ? await readContact(asking, organization.id) : null;
    throw new AppError("status_forbids", statusSentence(status, "visitor", contact));
  }
  return { actor, organization, permissions };
}

/** As it is read. */
async function readContact({ platform, product }: Asking, organizationId: string): Promise<string | null> {
  const contact = await engineOf(platform).database.transaction({ kind: "tenant", organizationId }, "read", ({ db }) =>
    product.contactOf(db, organizationId),
  );
  return contact?.international ?? null;
}

/** A malformed id, or one of another kind, is as absent as an unknown one. Checked before permission, answered after it. */
function checkParams(operation: AnyOperation, params: Asking["params"]): Record<ParamName, string> {
  const malformed = (operation.params ?? []).some((name) => !isParam(name, params[name] ?? ""));
  if (malformed && operation.scope !== "organization") throw notFound();
  return (malformed ? {} : params) as Record<ParamName, string>;
}

async function checkPermission(operation: AnyOperation, platform: Platform, admitted: Admitted): Promise<void> {
  const { organization, permissions, actor, params } = admitted;
  const present = (operation.params ?? []).every((name) => name in params);
  if (operation.scope === "organization" && organization && actor && !permissions.has(operation.permission!)) {
    const { own } = operation;
    if (!own || !permissions.has(own.permission)) throw lacking(actor, operation.permission!);
    const owns = present
      ? await engineOf(platform).database.transaction({ kind: "tenant", organizationId: organization.id }, "read", ({ db }) =>
          own.owns(db, actor, params),
        )
      : null;
    if (owns === null) throw notFound();
    if (!owns) throw forbidden("You can only do this to what you created.");
  }
  if (operation.takesPerson && actor?.type !== "user") throw forbidden(personAlone);
  if (!present) throw notFound();
}

const personAlone = "Only a person who is signed in can do this, not an API key.";

/** The author of a program is told what its key would need; people see by their role what they may do. */
function lacking(actor: Actor, permission: Permission): AppError {
  if (actor.type !== "api_key") return forbidden();
  if (notForKeys.has(permission)) return forbidden(personAlone);
  return forbidden(say`This API key cannot do this. It needs the permission ${permission}, and so does the person who created it.`);
}
