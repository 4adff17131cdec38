/**
 * Whether the agent answers on this website; where it does not, the console says why. Only a refusal keeps the widget
 * away: an installation that cannot be reached says so once the chat is opened.
 */
export async function mayAppear(api: string, agentId: string): Promise<boolean> {
  try {
    const response = await fetch(`${api}/widget/v1/agents/${encodeURIComponent(agentId)}`, { credentials: "omit" });
    if (response.status !== 403 && response.status !== 404) return true;
    console.warn(`The chat is not shown: ${(await response.json()).error.message}`);
    return false;
  } catch {
    return true;
  }
}
