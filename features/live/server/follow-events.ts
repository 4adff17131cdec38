import { procedure } from "#access/operation.ts";
import { AppError } from "#platform/errors.ts";
import type { LiveEvent } from "#platform/live/log.ts";
import { FollowEvents } from "../contract.ts";

/** An organization's stream: what happens to records, for those who can read them. */
export const followEvents = procedure({
  name: "event.follow",
  summary:
    "What happens in the organization, as a stream of events that hold ids. A caller hears of records that they can read. Resumed by `Last-Event-ID`.",
  scope: "organization",
  kind: "read",
  permission: "organization:read",
  input: FollowEvents,
  output: "stream",
  example: () => ({}),
  async run({ organization, permissions, platform, product, request, openStream }, { since_seconds: sinceSeconds }) {
    const gone = new AbortController();
    const following = { organizationId: organization.id, after: request.lastEventId, sinceSeconds };
    const batches = await platform.live.follow(following, gone.signal).catch((cause: unknown) => {
      throw new AppError("unavailable", "The events cannot be followed at the moment.", { retryAfterSeconds: 5, cause });
    });
    let may = permissions;
    return openStream(
      async ({ send, sendAll, mark, signal }, askNow) => {
        const leave = () => gone.abort();
        if (signal.aborted) leave();
        signal.addEventListener("abort", leave, { once: true });
        for await (const handed of batches) {
          if ("signal" in handed) {
            const { projectId: project_id, conversationId: id, by } = handed.signal;
            if (mayHear("conversation")) send("conversation.typing", { id, project_id, conversation_id: id, changed: [], by });
            continue;
          }
          const { events, to, reset } = handed;
          // Rights are asked again before anything is passed on that happened after they changed.
          // Where they cannot be found out the stream ends, and its caller resumes it at the door.
          if (events.some(({ rights }) => rights) && !(await askNow())) return;
          const told = events.filter(({ type }: LiveEvent) => mayHear(type));
          if (reset) send("reset", {}, to);
          else if (told.length === 0) mark(to);
          // The last one alone leads on from here: who lost the others is sent them again.
          sendAll(
            told.map(({ type, change, data }, at) => ({ event: `${type}.${change}`, data, id: at === told.length - 1 ? to : undefined })),
          );
        }
      },
      async ({ permissions: now }) => {
        may = now;
      },
    );

    function mayHear(type: string): boolean {
      const permission = product.follows.get(type);
      return permission !== undefined && may.has(permission);
    }
  },
});
