import type { Feature } from "#access/feature.ts";
import { accountLog } from "#features/account-log/feature.ts";
import { accounts } from "#features/accounts/feature.ts";
import { addresses } from "#features/addresses/feature.ts";
import { agents } from "#features/agents/feature.ts";
import { answering } from "#features/answering/feature.ts";
import { apiKeys } from "#features/api-keys/feature.ts";
import { audit } from "#features/audit/feature.ts";
import { budgets } from "#features/budgets/feature.ts";
import { conversations } from "#features/conversations/feature.ts";
import { exports } from "#features/exports/feature.ts";
import { identity } from "#features/identity/feature.ts";
import { invitations as invitationsBeforeSeats } from "#features/invitations/feature.ts";
import { routes as routesOfInvitations } from "#features/invitations/server/routes.ts";
import { invoices } from "#features/invoices/feature.ts";
import { knowledge } from "#features/knowledge/feature.ts";
import { members } from "#features/members/feature.ts";
import { operator } from "#features/operator/feature.ts";
import { organizations } from "#features/organizations/feature.ts";
import { phoneNumbers } from "#features/phone-numbers/feature.ts";
import { plans } from "#features/plans/feature.ts";
import { seatsLeft } from "#features/plans/server/seats-left.ts";
import { projects } from "#features/projects/feature.ts";
import { stripe } from "#features/stripe/feature.ts";
import { usage } from "#features/usage/feature.ts";

const invitations = { ...invitationsBeforeSeats, routes: routesOfInvitations(seatsLeft) };

/** The product's table of contents, in dependency order: a feature may import those above it. */
export const features: readonly Feature[] = [
  accountLog,
  identity,
  organizations,
  audit,
  usage,
  members,
  invitations,
  budgets,
  accounts,
  addresses,
  phoneNumbers,
  plans,
  invoices,
  stripe,
  operator,
  projects,
  knowledge,
  answering,
  agents,
  conversations,
  apiKeys,
  exports,
];
