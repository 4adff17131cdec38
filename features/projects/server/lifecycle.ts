import type { TransactionContext } from "#access/operation.ts";
import type { Platform } from "#platform/platform.ts";

/**
 * What another feature does when a project goes, handed over by the table of contents. Rows below the project go by
 * reference; this is for what is not a row of it: files, handles.
 */
export type ProjectLifecycle = {
  /** Called in the transaction that deletes the project, while its rows are still there. */
  deleting(
    context: Pick<TransactionContext, "db" | "send"> & { platform: Platform },
    project: { organization_id: string; id: string },
  ): Promise<void>;
};
