import { conflict, AppError } from "#platform/errors.ts";
import type { RequestFacts } from "./operation.ts";

/**
 * Compares the caller's `If-Match` with the version that stands, so that nobody overwrites what they have not seen. A call
 * without the header overwrites.
 *
 * @param version of the record, read under a lock in the transaction that writes it; 0 for one that was never set
 * @throws AppError 409 when the record has changed since the caller read it, 422 for a header that is no version
 */
export function checkVersion(request: Pick<RequestFacts, "ifMatch">, version: number | bigint | string): void {
  if (request.ifMatch === undefined) return;
  const match = /^(?:W\/)?"?(\d{1,18})"?$/.exec(request.ifMatch.trim());
  if (!match) throw new AppError("invalid", 'If-Match takes the version of the record, such as "3".');
  if (match[1] !== String(version)) {
    throw conflict("Somebody changed this since you opened it. Look at the current version, then save again.");
  }
}
