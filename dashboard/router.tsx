import type { QueryClient } from "@tanstack/react-query";
import { createRoute, createRouter, lazyRouteComponent, redirect } from "@tanstack/react-router";
import {
  BookOpen,
  Bot,
  Building2,
  ChartColumn,
  ChartLine,
  ContactRound,
  Cpu,
  CreditCard,
  Folder,
  History,
  KeyRound,
  LayoutDashboard,
  Lock,
  MessagesSquare,
  ReceiptText,
  Settings,
  ShieldCheck,
  Users,
} from "lucide-react";
import { z } from "zod";
import { AnalyticsSearch } from "#features/analytics/dashboard/analytics-search-params.ts";
import { AuditSearch } from "#features/audit/dashboard/audit-search-params.ts";
import { ModelsSearch } from "#features/models/dashboard/models-search-params.ts";
import { ApiKeysSearch } from "#features/api-keys/dashboard/api-keys-search-params.ts";
import { ChecksSearch } from "#features/checks/dashboard/checks-search-params.ts";
import { ConversationsSearch } from "#features/conversations/dashboard/conversations-search-params.ts";
import { InvoicesSearch } from "#features/invoices/dashboard/invoices-search-params.ts";
import { QuestionsSearch } from "#features/conversations/dashboard/questions-search-params.ts";
import { LeadsSearch } from "#features/leads/dashboard/leads-search-params.ts";
import { MembersSearch } from "#features/members/dashboard/members-search-params.ts";
import { OwnershipSearch } from "#features/members/dashboard/ownership-search-params.ts";
import { OrganizationsSearch } from "#features/organizations/dashboard/organizations-search-params.ts";
import { RolesSearch } from "#features/members/dashboard/roles/roles-search-params.ts";
import { UsageSearch } from "#features/usage/dashboard/usage-search-params.ts";
import { NewSearch } from "#browser/ui/use-search-params.ts";
import { entranceRoutes, Failure } from "./entrance-routes.tsx";
import { ShellSkeleton } from "./layout/shell-skeleton.tsx";
import { WaitingBadge } from "./layout/waiting-badge.ts";
import { t } from "./messages.ts";
import { loadOrganization, loadProject, loadProjects, requireUser, leadHome } from "./pages/guards.ts";
import { FailedPage } from "./pages/failed-page.tsx";
import { NotFoundInside } from "./pages/not-found-page.tsx";
import { OrganizationOutlet } from "./pages/organization-outlet.tsx";
import { PendingPage } from "./pages/pending-page.tsx";
import { root } from "./root-route.tsx";

const home = createRoute({ getParentRoute: () => root, path: "/", beforeLoad: leadHome });

/** Everything below it is for somebody who is signed in, inside the frame. */
const app = createRoute({
  getParentRoute: () => root,
  id: "app",
  beforeLoad: requireUser,
  pendingComponent: ShellSkeleton,
  pendingMs: 150,
  pendingMinMs: 0,
  component: lazyRouteComponent(() => import("./layout/shell.tsx"), "Shell"),
});

const profile = createRoute({
  getParentRoute: () => app,
  path: "profile",
  validateSearch: Failure,
  component: lazyRouteComponent(() => import("./pages/profile-page.tsx"), "ProfilePage"),
});
const secondFactorRequired = createRoute({
  getParentRoute: () => app,
  path: "second-factor-required",
  validateSearch: z.object({ organization: z.string().optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("./pages/second-factor-required-page.tsx"), "SecondFactorRequiredPage"),
});
const organizations = createRoute({
  getParentRoute: () => app,
  path: "organizations",
  validateSearch: OrganizationsSearch,
  component: lazyRouteComponent(() => import("./pages/my-organizations-page.tsx"), "MyOrganizationsPage"),
});

/** Loaders run side by side: an organization and what its page shows come in one round trip. */
const organization = createRoute({
  getParentRoute: () => app,
  path: "organizations/$organizationId",
  loader: loadOrganization,
  component: OrganizationOutlet,
  pendingComponent: PendingPage,
  pendingMs: 300,
  pendingMinMs: 0,
});
const organizationHome = createRoute({
  getParentRoute: () => organization,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/organizations/$organizationId/projects", params, replace: true });
  },
});
const projects = createRoute({
  getParentRoute: () => organization,
  path: "projects",
  validateSearch: NewSearch,
  loader: loadProjects,
  component: lazyRouteComponent(() => import("#features/projects/dashboard/projects-page.tsx"), "ProjectsPage"),
  staticData: {
    entry: { label: t("router.projects"), icon: Folder, section: "organization", permission: "project:read", help: "projects-and-agents" },
    acts: [{ label: t("router.newProject"), permission: "project:create", search: { new: true } }],
  },
});
const members = createRoute({
  getParentRoute: () => organization,
  path: "members",
  validateSearch: MembersSearch,
  component: lazyRouteComponent(() => import("./pages/members-page.tsx"), "MembersPage"),
  staticData: {
    entry: { label: t("router.teamMembers"), icon: Users, section: "organization", permission: "member:list", help: "team-members" },
    acts: [{ label: t("router.inviteUsers"), also: t("router.newInvitation"), permission: "member:invite", search: { dialog: "invite" } }],
  },
});
const rolesPage = createRoute({
  getParentRoute: () => organization,
  path: "settings/roles",
  validateSearch: RolesSearch,
  component: lazyRouteComponent(() => import("#features/members/dashboard/roles/roles-page.tsx"), "RolesPage"),
  staticData: {
    entry: { label: t("router.roles"), icon: ShieldCheck, section: "settings", permission: "member:list", help: "roles" },
    acts: [{ label: t("router.newRole"), permission: "role:create", search: { edit: "new" } }],
  },
});
const auditLog = createRoute({
  getParentRoute: () => organization,
  path: "audit-log",
  validateSearch: AuditSearch,
  component: lazyRouteComponent(() => import("#features/audit/dashboard/audit-log-page.tsx"), "AuditLogPage"),
  staticData: {
    entry: { label: t("router.auditLog"), icon: History, section: "organization", permission: "audit:read", help: "audit-log" },
  },
});
const usage = createRoute({
  getParentRoute: () => organization,
  path: "usage",
  validateSearch: UsageSearch,
  component: lazyRouteComponent(() => import("./pages/usage-page.tsx"), "UsagePage"),
  staticData: {
    entry: { label: t("router.usage"), icon: ChartColumn, section: "organization", permission: "usage:read", help: "usage" },
  },
});
const organizationSettings = createRoute({
  getParentRoute: () => organization,
  path: "settings",
  validateSearch: OwnershipSearch,
  loader: async (visit) => (await import("./pages/load-settings.ts")).loadSettings(visit),
  component: lazyRouteComponent(() => import("./pages/organization-settings-page.tsx"), "OrganizationSettingsPage"),
  staticData: {
    entry: { label: t("router.organizationSettings"), icon: Building2, section: "settings", help: "organization-setup" },
  },
});
const apiKeys = createRoute({
  getParentRoute: () => organization,
  path: "settings/api-keys",
  validateSearch: ApiKeysSearch,
  component: lazyRouteComponent(() => import("#features/api-keys/dashboard/api-keys-page.tsx"), "ApiKeysPage"),
  staticData: {
    entry: { label: t("router.apiKeys"), icon: KeyRound, section: "settings", permission: "api_key:list", help: "api-keys" },
    acts: [{ label: t("router.generateNewKey"), also: t("router.newApiKey"), permission: "api_key:create", search: { new: true } }],
  },
});
const security = createRoute({
  getParentRoute: () => organization,
  path: "settings/security",
  component: lazyRouteComponent(() => import("#features/security/dashboard/security-page.tsx"), "SecurityPage"),
  staticData: {
    entry: { label: t("router.security"), icon: Lock, section: "settings", permission: "organization:security", help: "security-settings" },
  },
});
const models = createRoute({
  getParentRoute: () => organization,
  path: "settings/models",
  validateSearch: ModelsSearch,
  component: lazyRouteComponent(() => import("#features/models/dashboard/models-page.tsx"), "ModelsPage"),
  staticData: {
    entry: { label: t("router.models"), icon: Cpu, section: "settings", permission: "provider:list", help: "models" },
    acts: [{ label: t("router.addProvider"), permission: "provider:create", search: { new: true } }],
  },
});
const billing = createRoute({
  getParentRoute: () => organization,
  path: "settings/billing",
  validateSearch: z.object({ checkout: z.literal("done").optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("#features/plans/dashboard/billing-page.tsx"), "BillingPage"),
  staticData: {
    entry: { label: t("router.billing"), icon: CreditCard, section: "settings", permission: "billing:read", sold: true, help: "billing" },
  },
});
const invoices = createRoute({
  getParentRoute: () => organization,
  path: "settings/invoices",
  validateSearch: InvoicesSearch,
  component: lazyRouteComponent(() => import("#features/invoices/dashboard/invoices-page.tsx"), "InvoicesPage"),
  staticData: {
    entry: {
      label: t("router.invoices"),
      icon: ReceiptText,
      section: "settings",
      permission: "billing:read",
      sold: true,
      help: "invoices",
    },
  },
});

const project = createRoute({ getParentRoute: () => organization, path: "projects/$projectId", loader: loadProject });
const overview = createRoute({
  getParentRoute: () => project,
  path: "/",
  validateSearch: QuestionsSearch,
  component: lazyRouteComponent(() => import("./pages/overview-page.tsx"), "OverviewPage"),
  staticData: {
    entry: { label: t("router.overview"), icon: LayoutDashboard, section: "project", help: "getting-started" },
  },
});
const conversations = createRoute({
  getParentRoute: () => project,
  path: "conversations",
  validateSearch: ConversationsSearch,
  component: lazyRouteComponent(() => import("./pages/conversations-page.tsx"), "ProjectConversationsPage"),
  staticData: {
    entry: {
      label: t("router.conversations"),
      icon: MessagesSquare,
      section: "project",
      permission: "conversation:read",
      help: "conversations",
      Badge: WaitingBadge,
    },
    acts: [
      { label: t("router.conversationsThatWait"), permission: "conversation:reply", search: { view: "waiting" } },
      { label: t("router.myConversations"), permission: "conversation:reply", search: { view: "mine" } },
    ],
    finder: {
      heading: t("router.conversations"),
      find: async (place) => (await import("#features/conversations/dashboard/find-conversations.ts")).findConversations(place),
    },
  },
});
const leads = createRoute({
  getParentRoute: () => project,
  path: "leads",
  validateSearch: LeadsSearch,
  component: lazyRouteComponent(() => import("#features/leads/dashboard/leads-page.tsx"), "LeadsPage"),
  staticData: {
    entry: { label: t("router.leads"), icon: ContactRound, section: "project", permission: "lead:read", help: "leads" },
  },
});
const agents = createRoute({
  getParentRoute: () => project,
  path: "agents",
  validateSearch: NewSearch,
  component: lazyRouteComponent(() => import("./pages/chat-agents-page.tsx"), "ChatAgentsPage"),
  staticData: {
    entry: { label: t("router.chatAgents"), icon: Bot, section: "project", permission: "agent:read", help: "projects-and-agents" },
    acts: [{ label: t("router.newAgent"), permission: "agent:create", search: { new: true } }],
  },
});
const agent = createRoute({
  getParentRoute: () => project,
  path: "agents/$agentId",
  component: lazyRouteComponent(() => import("./pages/agent-page.tsx"), "AgentPage"),
});
// The page shows the tab itself, so that its draft stays while one goes from tab to tab.
const agentTab = createRoute({ getParentRoute: () => agent, path: "$tab", component: () => null });
const knowledge = createRoute({
  getParentRoute: () => project,
  path: "knowledge",
  validateSearch: ChecksSearch,
  component: lazyRouteComponent(() => import("./pages/knowledge-base-page.tsx"), "KnowledgeBasePage"),
  staticData: {
    entry: { label: t("router.knowledgeBase"), icon: BookOpen, section: "project", permission: "source:read", help: "knowledge-base" },
    acts: [
      { label: t("router.uploadFiles"), permission: "source:create", search: { add: "files" } },
      { label: t("router.pasteText"), also: t("router.newText"), permission: "source:create", search: { add: "text" } },
      {
        label: t("router.addDomains"),
        also: t("router.newWebsite"),
        permission: "source:create",
        search: { tab: "domains", add: "domains" },
      },
      { label: t("router.addUrls"), also: t("router.newPage"), permission: "source:create", search: { tab: "urls", add: "urls" } },
      {
        label: t("router.addAnAnswer"),
        also: t("router.newAnswer"),
        permission: "source:create",
        search: { tab: "answers", add: "answer" },
      },
      { label: t("router.addACheck"), also: t("router.newCheck"), permission: "check:create", search: { tab: "checks", add: "check" } },
    ],
    finder: {
      heading: t("router.sources"),
      find: async (place) => (await import("#features/knowledge/dashboard/find-sources.ts")).findSources(place),
    },
  },
});

const analytics = createRoute({
  getParentRoute: () => project,
  path: "analytics",
  validateSearch: AnalyticsSearch,
  component: lazyRouteComponent(() => import("#features/analytics/dashboard/analytics-page.tsx"), "AnalyticsPage"),
  staticData: {
    entry: { label: t("router.analytics"), icon: ChartLine, section: "project", permission: "conversation:read", help: "analytics" },
  },
});
const projectSettings = createRoute({
  getParentRoute: () => project,
  path: "settings",
  component: lazyRouteComponent(() => import("./pages/project-settings-page.tsx"), "SettingsOfProjectPage"),
  staticData: {
    entry: { label: t("router.projectSettings"), icon: Settings, section: "project", help: "projects-and-agents" },
  },
});

/** Every address of the dashboard; the sidebar lists those with an `entry` in this order. */
const routeTree = root.addChildren([
  home,
  ...entranceRoutes,
  app.addChildren([
    profile,
    secondFactorRequired,
    organizations,
    organization.addChildren([
      organizationHome,
      projects,
      members,
      auditLog,
      usage,
      organizationSettings,
      rolesPage,
      apiKeys,
      security,
      models,
      billing,
      invoices,
      project.addChildren([overview, conversations, agents, agent.addChildren([agentTab]), knowledge, leads, analytics, projectSettings]),
    ]),
  ]),
]);

export function createAppRouter(client: QueryClient) {
  return createRouter({
    routeTree,
    context: { client },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    // What was read is kept by the query client alone: a page that one comes back to is asked for, and answered from there.
    defaultGcTime: 0,
    defaultErrorComponent: FailedPage,
    defaultNotFoundComponent: NotFoundInside,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
