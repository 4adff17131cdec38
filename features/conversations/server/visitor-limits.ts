import type { Platform } from "#platform/platform.ts";

const rules = {
  start: { perAddress: 120, perAgent: 1_200, seconds: 60 },
  message: { perAddress: 120, perAgent: 1_200, seconds: 60 },
} as const;

/**
 * What one address may ask of all agents, and all addresses of one agent. Generous, because a company or a mobile
 * network is one address.
 * @throws AppError `too_many` with the seconds to wait
 */
export async function takeVisit({ limits }: Platform, act: keyof typeof rules, ip: string, agentId: string): Promise<void> {
  const { perAddress, perAgent, seconds } = rules[act];
  await limits.take({ name: `visitor ${act} by address`, points: perAddress, seconds }, networkOf(ip));
  await limits.take({ name: `visitor ${act} by agent`, points: perAgent, seconds }, agentId);
}

/** Whoever has one IPv6 address has a /64 of them. */
function networkOf(ip: string): string {
  if (!ip.includes(":") || ip.includes(".")) return ip;
  const [head = "", tail] = ip.split("::");
  const groups = head.split(":").filter(Boolean);
  const after = tail?.split(":").filter(Boolean).length ?? 0;
  while (tail !== undefined && groups.length + after < 8) groups.push("0");
  return groups.slice(0, 4).join(":");
}
