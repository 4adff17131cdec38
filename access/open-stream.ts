import { eventStream, type EventStream } from "#platform/http/event-stream.ts";
import type { Admitted } from "./admission.ts";
import type { RequestFacts } from "./operation.ts";
import { watchAdmission, type Admission } from "./watch-admission.ts";

/**
 * Answers with events for as long as the caller stays, and the door would still let them in. `check` is what the operation
 * itself asks for besides, and throws the AppError with which it would refuse now; it learns what the caller may do by now.
 */
export type OpenStream = (
  run: (stream: EventStream, askNow: Admission["look"]) => Promise<void>,
  check?: (admitted: Pick<Admitted, "permissions">) => Promise<void>,
) => Response;

/**
 * How a procedure streams. Who is removed, signed out, or whose organization is suspended in the middle hears the sentence
 * that they would hear at the door, as the last event, `error`.
 *
 * @param check throws the AppError with which the door would refuse now
 */
export function openStream(
  {
    request,
    ...source
  }: {
    platform: Parameters<typeof watchAdmission>[0];
    organizationId: string;
    request: Pick<RequestFacts, "signal" | "hangUp">;
    check(): Promise<void>;
  },
  run: Parameters<OpenStream>[0],
): Response {
  const admission = watchAdmission(source.platform, source.organizationId, source.check);
  return eventStream({ hungUp: request.signal, hangUp: request.hangUp, refused: admission.refused }, (stream) =>
    run(stream, admission.look).finally(admission.end),
  );
}
