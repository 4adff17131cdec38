import { createHash } from "node:crypto";
import { leaveTenant } from "#access/leave-tenant.ts";
import { findAgentOfVisitors, type AgentRow } from "#features/agents/server/find-agent.ts";
import { wishedLanguage } from "#features/agents/server/greeting-of.ts";
import type { App } from "#platform/http/app.ts";
import { escapeHtml } from "#platform/mail/template.ts";
import { isId } from "#platform/ids.ts";
import type { Platform } from "#platform/platform.ts";
import { takeVisit } from "./visitor-limits.ts";

const style =
  "html{color-scheme:light}html.dark{color-scheme:dark}html.page{color-scheme:light dark}body{margin:0;background:canvas;color:canvastext;font:15px/22px system-ui,sans-serif}" +
  "main{position:relative;overflow:hidden;block-size:100dvh;max-inline-size:760px;margin:auto}p{padding:24px}h1{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}";

/** The page runs the widget, and nothing else. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  `style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The page of an agent that has one: `/chat/agt_…`, with its chat and what links to it show. */
export function mountHostedPages(app: App, platform: Platform): void {
  app.get("/chat/:agent_id", async (c) => {
    const agentId = c.req.param("agent_id");
    await takeVisit(platform, "look", c.get("ip"), agentId.slice(0, 40));
    const agent = await findAgent(platform, agentId);
    const isIndexed = agent?.hosted_page_indexed ?? false;
    const headers = {
      "Cache-Control": "no-cache",
      "Content-Security-Policy": policy,
      Vary: "Accept-Language",
      ...(isIndexed ? {} : { "X-Robots-Tag": "noindex" }),
    };
    const language = wishedLanguage(c.req.header("accept-language") ?? "") ?? "en";
    return agent ? c.html(pageOf(agent, platform.env.appUrl, language), 200, headers) : c.html(nothing, 404, headers);
  });
}

/** Null where there is no such agent, or it has no page. */
async function findAgent(platform: Platform, agentId: string): Promise<AgentRow | null> {
  const organizationId = isId("agt", agentId)
    ? await leaveTenant(platform, "whether an agent has a page of its own").organizationOf("agent", agentId)
    : null;
  if (!organizationId) return null;
  const agent = await leaveTenant(platform, "whether an agent has a page of its own").tenant(
    organizationId,
    ({ db }) => findAgentOfVisitors(db, organizationId, agentId),
    "read",
  );
  return agent?.hosted_page ? agent : null;
}

function pageOf(agent: AgentRow, appUrl: string, language: string): string {
  const title = agent.hosted_page_title || agent.name;
  const { hosted_page_description: description, hosted_page_picture: picture } = agent;
  const url = `${appUrl}/chat/${agent.id}`;
  const said = [
    ["name", "description", description],
    ["name", "robots", agent.hosted_page_indexed ? "" : "noindex"],
    ["property", "og:type", "website"],
    ["property", "og:title", title],
    ["property", "og:description", description],
    ["property", "og:url", url],
    ["property", "og:image", picture],
    ["name", "twitter:card", picture && "summary_large_image"],
  ] as const;
  const metas = said.map(([kind, name, text]) => (text ? `<meta ${kind}="${name}" content="${escapeHtml(text)}">` : "")).join("");
  return `<!doctype html><html lang="${language}" class="${agent.theme}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>${metas}<link rel="canonical" href="${escapeHtml(url)}"><link rel="icon" href="/favicon.svg"><style>${style}</style></head><body><main><h1 dir="auto">${escapeHtml(title)}</h1><botcadence-widget agent="${agent.id}" mode="inline" start="${escapeHtml(JSON.stringify({ hosted_page: true }))}"></botcadence-widget><noscript><p>The chat needs JavaScript.</p></noscript></main><script src="/widget.js" async></script></body></html>`;
}

const nothing = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>No chat here</title><style>${style}</style></head><body><main><p>There is no chat at this address. It may have been turned off.</p></main></body></html>`;
