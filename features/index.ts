import type { Feature } from "#access/feature.ts";
import { accountLog } from "#features/account-log/feature.ts";
import { accounts } from "#features/accounts/feature.ts";
import { addresses } from "#features/addresses/feature.ts";
import { agents } from "#features/agents/feature.ts";
import { analytics } from "#features/analytics/feature.ts";
import { answering } from "#features/answering/feature.ts";
import { apiKeys } from "#features/api-keys/feature.ts";
import { audit } from "#features/audit/feature.ts";
import { availability } from "#features/availability/feature.ts";
import { budgets } from "#features/budgets/feature.ts";
import { chatLinks } from "#features/chat-links/feature.ts";
import { checks } from "#features/checks/feature.ts";
import { conversations } from "#features/conversations/feature.ts";
import { exports } from "#features/exports/feature.ts";
import { identity } from "#features/identity/feature.ts";
import { invitations } from "#features/invitations/feature.ts";
import { invoices } from "#features/invoices/feature.ts";
import { leads } from "#features/leads/feature.ts";
import { knowledge } from "#features/knowledge/feature.ts";
import { live } from "#features/live/feature.ts";
import { models } from "#features/models/feature.ts";
import { members } from "#features/members/feature.ts";
import { operator } from "#features/operator/feature.ts";
import { organizations } from "#features/organizations/feature.ts";
import { phoneNumbers } from "#features/phone-numbers/feature.ts";
import { plans } from "#features/plans/feature.ts";
import { projects } from "#features/projects/feature.ts";
import { questions } from "#features/questions/feature.ts";
import { secrets } from "#features/secrets/feature.ts";
import { savedReplies } from "#features/saved-replies/feature.ts";
import { security } from "#features/security/feature.ts";
import { stripe } from "#features/stripe/feature.ts";
import { templates } from "#features/templates/feature.ts";
import { tools } from "#features/tools/feature.ts";
import { usage } from "#features/usage/feature.ts";

/** The product's table of contents, in dependency order: a feature may import those above it. */
export const features: readonly Feature[] = [
  accountLog,
  identity,
  organizations,
  audit,
  usage,
  members,
  budgets,
  invitations,
  secrets,
  models,
  projects,
  availability,
  knowledge,
  answering,
  questions,
  tools,
  agents,
  savedReplies,
  templates,
  conversations,
  leads,
  chatLinks,
  analytics,
  checks,
  apiKeys,
  security,
  exports,
  accounts,
  operator,
  addresses,
  phoneNumbers,
  plans,
  invoices,
  stripe,
  live,
];
