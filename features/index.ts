import type { Feature } from "#access/product-of.ts";
import * as accountLog from "#features/account-log/server/routes.ts";
import * as accounts from "#features/accounts/server/routes.ts";
import * as addresses from "#features/addresses/server/routes.ts";
import { projectLifecycle as agentsOfProjects } from "#features/agents/server/agent-handles.ts";
import * as agents from "#features/agents/server/routes.ts";
import * as apiKeys from "#features/api-keys/server/routes.ts";
import * as audit from "#features/audit/server/routes.ts";
import { seatsLeft } from "#features/plans/server/seats-left.ts";
import * as budgets from "#features/budgets/server/routes.ts";
import { tellBudget } from "#features/budgets/server/tell-budget.ts";
import * as conversations from "#features/conversations/server/routes.ts";
import * as exports from "#features/exports/server/routes.ts";
import * as identity from "#features/identity/server/routes.ts";
import * as invitations from "#features/invitations/server/routes.ts";
import * as invoices from "#features/invoices/server/routes.ts";
import { projectLifecycle as knowledgeOfProjects } from "#features/knowledge/server/project-lifecycle.ts";
import * as knowledge from "#features/knowledge/server/routes.ts";
import { settleMembership } from "#features/invitations/server/settle-membership.ts";
import * as members from "#features/members/server/routes.ts";
import * as operator from "#features/operator/server/routes.ts";
import * as organizations from "#features/organizations/server/routes.ts";
import * as phoneNumbers from "#features/phone-numbers/server/routes.ts";
import * as plans from "#features/plans/server/routes.ts";
import * as projects from "#features/projects/server/routes.ts";
import * as stripe from "#features/stripe/server/routes.ts";
import * as usage from "#features/usage/server/routes.ts";

/** The product's table of contents, in dependency order: a feature may import those above it. */
export const features: readonly Feature[] = [
  { name: "account-log", routes: accountLog.routes, jobs: accountLog.jobs },
  { name: "identity", routes: identity.routes, jobs: identity.jobs },
  {
    name: "organizations",
    routes: organizations.routes(settleMembership(seatsLeft)),
    jobs: organizations.jobs,
    nouns: organizations.nouns,
    acts: organizations.acts,
  },
  { name: "audit", routes: audit.routes, jobs: audit.jobs, nouns: audit.nouns },
  { name: "usage", routes: usage.routes, jobs: usage.jobs },
  { name: "members", routes: members.routes, jobs: members.jobs, nouns: members.nouns },
  { name: "invitations", routes: invitations.routes(seatsLeft), jobs: invitations.jobs, nouns: invitations.nouns },
  { name: "budgets", routes: budgets.routes, jobs: [tellBudget], nouns: budgets.nouns },
  { name: "accounts", routes: accounts.routes, jobs: accounts.jobs, nouns: accounts.nouns, acts: accounts.acts },
  { name: "addresses", routes: addresses.routes, jobs: addresses.jobs, nouns: addresses.nouns },
  { name: "phone-numbers", routes: phoneNumbers.routes, jobs: [], nouns: phoneNumbers.nouns },
  { name: "plans", routes: plans.routes, jobs: plans.jobs },
  { name: "invoices", routes: invoices.routes, jobs: invoices.jobs },
  { name: "stripe", routes: stripe.routes, jobs: stripe.jobs, nouns: stripe.nouns, acts: stripe.acts },
  { name: "operator", routes: operator.routes, jobs: [], nouns: operator.nouns },
  { name: "projects", routes: projects.routes([knowledgeOfProjects, agentsOfProjects]), jobs: [], nouns: projects.nouns },
  { name: "knowledge", routes: knowledge.routes, jobs: knowledge.jobs, nouns: knowledge.nouns },
  { name: "answering", routes: [], jobs: [] },
  { name: "agents", routes: agents.routes, jobs: [], nouns: agents.nouns },
  { name: "conversations", routes: conversations.routes, jobs: conversations.jobs },
  { name: "api-keys", routes: apiKeys.routes, jobs: [], nouns: apiKeys.nouns, acts: apiKeys.acts },
  { name: "exports", routes: exports.routes, jobs: exports.jobs, nouns: exports.nouns },
];
