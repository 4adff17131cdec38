import { cutOffBody } from "#platform/http/cut-off-body.ts";
import type { Logger } from "#platform/log.ts";
import type { RequestFacts } from "./operation.ts";
import { watchAdmission } from "./watch-admission.ts";

/**
 * What a procedure answers with as a file. Somebody who is removed or signed out in the middle gets no more of it, and is
 * not left with a part that looks like the whole.
 *
 * @param check throws the AppError with which the door would refuse now
 */
export function watchFile(
  response: Response,
  source: {
    platform: Parameters<typeof watchAdmission>[0];
    organizationId: string;
    request: Pick<RequestFacts, "hangUp" | "raw">;
    log: Logger;
    check(): Promise<void>;
  },
): Response {
  if (!response.body) return response;
  if (source.request.raw.method === "HEAD") {
    // Nobody will read it.
    response.body.cancel().catch(() => {});
    return new Response(null, response);
  }
  const admission = watchAdmission(source.platform, source.organizationId, source.check);
  return cutOffBody(response, {
    refused: admission.refused,
    hangUp: source.request.hangUp,
    onEnd(failure) {
      admission.end();
      if (failure !== undefined) source.log.error({ err: failure }, "a file could not be sent to its end");
    },
  });
}
