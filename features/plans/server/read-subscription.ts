import { whereSold } from "#features/addresses/server/seller.ts";
import { z } from "zod";
import { operation } from "#access/operation.ts";
import { Subscription } from "../contract.ts";
import { presentSubscription } from "./present-subscription.ts";

export const readSubscription = operation({
  name: "subscription.read",
  summary: "How the organization's subscription stands, and how much of its plan is used.",
  scope: "organization",
  kind: "read",
  permission: "billing:read",
  available: whereSold,
  input: z.object({}),
  output: Subscription,
  example: () => ({}),
  run: ({ platform, db, organization }) => presentSubscription(platform, db, organization.id),
});
