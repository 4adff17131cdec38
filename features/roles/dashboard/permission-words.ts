import { permissions, type Permission } from "#access/permissions.ts";

type Resource = Permission extends `${infer Name}:${string}` ? Name : never;

/** Permissions in groups, in the order of the list. */
export const permissionGroups: readonly { title: string; names: readonly Permission[] }[] = groups();

/** What a permission lets one do, as one would say it. */
export const permissionWords: Record<Permission, string> = {
  "organization:read": "See the organization and its settings",
  "organization:update": "Rename the organization",
  "organization:transfer": "Hand over the ownership",
  "organization:delete": "Delete and restore the organization",
  "organization:export": "Export everything as an archive",
  "organization:security": "Set security rules",
  "member:list": "See the team and its roles",
  "member:invite": "Invite people",
  "member:update": "Change the roles of members",
  "member:remove": "Remove members",
  "member:grant_owner": "Make and change Owners",
  "role:create": "Make roles",
  "role:update": "Change roles",
  "role:delete": "Delete roles",
  "project:read": "See projects",
  "project:create": "Create projects",
  "project:update": "Change projects",
  "project:delete_own": "Delete own projects",
  "project:delete": "Delete any project",
  "agent:read": "See chat agents",
  "agent:create": "Create chat agents",
  "agent:update": "Change chat agents",
  "agent:delete": "Delete chat agents",
  "source:read": "Read and search the knowledge base",
  "source:create": "Add knowledge",
  "source:update": "Change and sync knowledge",
  "source:delete": "Delete knowledge",
  "conversation:read": "Read conversations",
  "conversation:reply": "Reply to visitors",
  "workflow:create": "Create workflows",
  "workflow:update": "Change workflows",
  "workflow:delete": "Delete workflows",
  "phone_number:create": "Add phone numbers",
  "phone_number:update": "Change and verify phone numbers",
  "phone_number:delete": "Delete phone numbers",
  "api_key:list": "See API keys",
  "api_key:create": "Make API keys",
  "api_key:delete": "Revoke API keys",
  "webhook:create": "Create webhooks",
  "webhook:update": "Change webhooks",
  "webhook:delete": "Delete webhooks",
  "audit:read": "Read the audit log",
  "usage:read": "See usage",
  "billing:read": "See billing address, plan and invoices",
  "billing:update": "Change billing address and plan",
  "budget:read": "See budgets",
  "budget:update": "Set budgets",
};

/** What there is to know of a few before one ticks them. */
export const permissionHints: Partial<Record<Permission, string>> = {
  "organization:transfer": "Counts only in a role that holds everything.",
  "member:grant_owner": "Counts only in a role that holds everything.",
};

function groups() {
  const titles: Record<Resource, string> = {
    organization: "Organization",
    member: "Team members",
    role: "Roles",
    project: "Projects",
    agent: "Chat agents",
    source: "Knowledge base",
    conversation: "Conversations",
    workflow: "Workflows",
    phone_number: "Phone numbers",
    api_key: "API keys",
    webhook: "Webhooks",
    audit: "Audit log",
    usage: "Usage",
    billing: "Billing",
    budget: "Budgets",
  };
  const names = Object.keys(permissions) as Permission[];
  return Object.entries(titles).map(([resource, title]) => ({ title, names: names.filter((name) => name.startsWith(`${resource}:`)) }));
}
