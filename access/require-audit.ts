import type { AnyOperation } from "./operation.ts";

/**
 * A visitor's messages are their own record; every other write of an organization leaves an entry, or says that it changed
 * nothing.
 */
export function requireAudit({ name, kind, scope }: AnyOperation, audited: boolean): void {
  if (kind === "write" && scope !== "visitor" && !audited) throw new Error(`${name} is a write and wrote no audit entry.`);
}
