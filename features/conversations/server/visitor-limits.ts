import type { Platform } from "#platform/platform.ts";

const rules = {
  /** Each page that has the widget looks whether it may show it. */
  look: { perNetwork: 1_200, perAgent: 12_000, seconds: 60 },
  start: { perNetwork: 120, perAgent: 1_200, seconds: 60 },
  handover: { perNetwork: 60, perAgent: 600, seconds: 60 },
  lead: { perNetwork: 120, perAgent: 1_200, seconds: 60 },
  rating: { perNetwork: 120, perAgent: 1_200, seconds: 60 },
  follow: { perNetwork: 600, perAgent: 12_000, seconds: 60 },
  seen: { perNetwork: 600, perAgent: 12_000, seconds: 60 },
  visit: { perNetwork: 600, perAgent: 12_000, seconds: 60 },
  typing: { perNetwork: 600, perAgent: 12_000, seconds: 60 },
  attachment: { perNetwork: 30, perAgent: 600, seconds: 60 },
  file: { perNetwork: 600, perAgent: 12_000, seconds: 60 },
  message: { perNetwork: 120, perAgent: 1_200, seconds: 60 },
} as const;

/**
 * What one network may ask of all agents, and all networks of one agent. Generous, because a company or a mobile
 * network is one of them.
 * @throws AppError `too_many` with the seconds to wait
 */
export async function takeVisit({ limits }: Platform, act: keyof typeof rules, ip: string, agentId: string): Promise<void> {
  const { perNetwork, perAgent, seconds } = rules[act];
  await limits.takeFrom({ name: `visitor ${act} by network`, points: perNetwork, seconds }, ip);
  await limits.take({ name: `visitor ${act} by agent`, points: perAgent, seconds }, agentId);
}
