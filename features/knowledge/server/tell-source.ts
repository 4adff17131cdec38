import type { Happened, TransactionContext } from "#access/operation.ts";
import { tellProgress } from "#access/tell.ts";

type Told = { id: string; project_id: string };
type Tells = Pick<TransactionContext, "tell">;

/** Says that a source has changed by itself: it was read, could not be, or was prepared to be found. */
export function tellSourceChanged({ tell }: Tells, source: Told): Promise<void> {
  return tell(proceeded(source, "status"));
}

/** Says how far the work on a source is, now and then. */
export function tellSourceProgress(open: Tells, source: Told): Promise<void> {
  return tellProgress(open, proceeded(source, "progress"));
}

const proceeded = ({ id, project_id }: Told, field: string): Happened => ({
  name: "source.proceed",
  target: { type: "source", id },
  changed: [field],
  within: { project_id },
});
