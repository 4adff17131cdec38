import type { JobDefinition, SweepDefinition } from "#access/job.ts";
import type { Route } from "#access/router.ts";
import { jobs as accountJobs, routes as accountRoutes } from "#features/accounts/server/routes.ts";
import { projectLifecycle as agentsOfProjects } from "#features/agents/server/agent-handles.ts";
import { routes as agentRoutes } from "#features/agents/server/routes.ts";
import { jobs as auditJobs, routes as auditRoutes } from "#features/audit/server/routes.ts";
import { routes as apiKeyRoutes } from "#features/api-keys/server/routes.ts";
import { jobs as billingJobs, routes as billingRoutes } from "#features/billing/server/routes.ts";
import { seatsLeft } from "#features/billing/server/seats-left.ts";
import { tellBudget } from "#features/budgets/server/tell-budget.ts";
import { routes as budgetRoutes } from "#features/budgets/server/routes.ts";
import { jobs as conversationJobs, routes as conversationRoutes } from "#features/conversations/server/routes.ts";
import { jobs as exportJobs, routes as exportRoutes } from "#features/exports/server/routes.ts";
import { routes as identityRoutes } from "#features/identity/server/routes.ts";
import { routes as invoiceRoutes } from "#features/invoices/server/routes.ts";
import { projectLifecycle as knowledgeOfProjects } from "#features/knowledge/server/project-lifecycle.ts";
import { jobs as knowledgeJobs, routes as knowledgeRoutes } from "#features/knowledge/server/routes.ts";
import { settleMembership } from "#features/members/server/invitations/settle-membership.ts";
import { jobs as memberJobs, routes as memberRoutes } from "#features/members/server/routes.ts";
import { routes as operatorRoutes } from "#features/operator/server/routes.ts";
import { jobs as organizationJobs, routes as organizationRoutes } from "#features/organizations/server/routes.ts";
import { routes as phoneNumberRoutes } from "#features/phone-numbers/server/routes.ts";
import { routes as projectRoutes } from "#features/projects/server/routes.ts";
import { routes as roleRoutes } from "#features/roles/server/routes.ts";
import { jobs as usageJobs, routes as usageRoutes } from "#features/usage/server/routes.ts";

/** One noun of the product: its addresses and its background work. */
export type Feature = { name: string; routes: readonly Route[]; jobs: readonly (JobDefinition | SweepDefinition)[] };

/** The product's table of contents, in dependency order: a feature may import those above it. */
export const features: readonly Feature[] = [
  { name: "identity", routes: identityRoutes, jobs: [] },
  { name: "organizations", routes: organizationRoutes(settleMembership(seatsLeft)), jobs: organizationJobs },
  { name: "audit", routes: auditRoutes, jobs: auditJobs },
  { name: "usage", routes: usageRoutes, jobs: usageJobs },
  { name: "members", routes: memberRoutes(seatsLeft), jobs: memberJobs },
  { name: "roles", routes: roleRoutes, jobs: [] },
  { name: "budgets", routes: budgetRoutes, jobs: [tellBudget] },
  { name: "accounts", routes: accountRoutes, jobs: accountJobs },
  { name: "invoices", routes: invoiceRoutes, jobs: [] },
  { name: "billing", routes: billingRoutes, jobs: billingJobs },
  { name: "phone-numbers", routes: phoneNumberRoutes, jobs: [] },
  { name: "operator", routes: operatorRoutes, jobs: [] },
  { name: "projects", routes: projectRoutes([knowledgeOfProjects, agentsOfProjects]), jobs: [] },
  { name: "knowledge", routes: knowledgeRoutes, jobs: knowledgeJobs },
  { name: "agents", routes: agentRoutes, jobs: [] },
  { name: "conversations", routes: conversationRoutes, jobs: conversationJobs },
  { name: "api-keys", routes: apiKeyRoutes, jobs: [] },
  { name: "exports", routes: exportRoutes, jobs: exportJobs },
];
