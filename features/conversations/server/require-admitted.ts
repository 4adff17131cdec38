import type { VisitorActor } from "#access/actor.ts";
import { answersOn } from "#features/agents/server/answers-on.ts";
import type { AgentRow } from "#features/agents/server/find-agent.ts";
import { AppError } from "#platform/errors.ts";

/**
 * Whether an agent still answers who came in so: on a page, by the websites that it answers on; on the agent's own page, while it
 * has one; by a test page, as long as that link is shared. A test chat of its team is open whatever the websites are, and so is the page to which a mail led.
 *
 * @throws AppError 403 where the website is not allowed, 401 where the link has ended
 */
export function requireAdmitted(
  agent: Pick<AgentRow, "allowed_origins" | "allow_web_views" | "hosted_page" | "test_page_version">,
  { entry, origin }: Pick<VisitorActor, "entry" | "origin">,
): void {
  if (entry === "member" || entry === "link") return;
  if (entry === "page") {
    if (!agent.hosted_page) throw conversationEnded();
  } else if (entry === "website") {
    if (!answersOn(agent, origin)) throw originRefused(origin);
  } else if (entry !== `test_page-${agent.test_page_version}`) throw conversationEnded();
}

export const originRefused = (origin: string | null) =>
  new AppError(
    "forbidden",
    origin === null
      ? "This agent answers only on the websites that its team has named, and this request does not come from a website: it has no Origin header."
      : "This agent does not answer on this website. Its team can add the website's address to the agent.",
  );

export const conversationEnded = () => new AppError("unauthenticated", "This conversation has ended. Start a new one.");
