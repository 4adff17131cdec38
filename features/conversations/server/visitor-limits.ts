import { networkOf } from "#platform/http/client-address.ts";
import type { Platform } from "#platform/platform.ts";

const rules = {
  /** Each page that has the widget looks whether it may show it. */
  look: { perAddress: 1_200, perAgent: 12_000, seconds: 60 },
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
