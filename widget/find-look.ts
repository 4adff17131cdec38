import type { WidgetLook } from "#features/conversations/contract.ts";

/**
 * How the agent looks on this website, in which of the languages that are wished for, or null where it does not answer there, and the console says why. Only a refusal
 * keeps the widget away: an installation that cannot be reached says so once the chat is opened.
 */
export async function findLook(api: string, agentId: string, language: string | null): Promise<Partial<WidgetLook> | null> {
  try {
    const response = await fetch(`${api}/widget/v1/agents/${agentId}`, {
      credentials: "omit",
      headers: { "Accept-Language": `${[language, document.documentElement.lang, navigator.languages]}` },
    });
    const answer = await response.json();
    if (!/40[34]/.test(`${response.status}`)) return answer;
    console.warn(`The chat is not shown: ${answer.error.message}`);
    return null;
  } catch {
    return {};
  }
}
