import type { Permission } from "#access/permissions.ts";

/** What each permission allows, in words that stand below the heading of its group. */
export const permissionWords: Record<Permission, string> = {
  "organization:read": "See it and its status",
  "organization:update": "Change its settings",
  "organization:transfer": "Hand over to another Owner",
  "organization:delete": "Delete and restore",
  "organization:export": "Export everything",
  "organization:security": "Change security settings",
  "member:list": "See who works here",
  "member:invite": "Invite people",
  "member:update": "Change roles of members",
  "member:remove": "Remove members",
  "member:grant_owner": "Make members Owners",
  "role:create": "Make custom roles",
  "role:update": "Change custom roles",
  "role:delete": "Delete custom roles",
  "project:read": "See projects",
  "project:create": "Create projects",
  "project:update": "Change projects",
  "project:delete_own": "Delete own projects",
  "project:delete": "Delete any project",
  "agent:read": "See agents",
  "agent:create": "Create agents",
  "agent:update": "Change agents",
  "agent:delete": "Delete agents",
  "source:read": "See and search sources",
  "source:create": "Add sources",
  "source:update": "Change and sync sources",
  "source:delete": "Delete sources",
  "conversation:read": "Read conversations",
  "conversation:reply": "Reply to visitors",
  "workflow:create": "Create workflows",
  "workflow:update": "Change workflows",
  "workflow:delete": "Delete workflows",
  "phone_number:create": "Add phone numbers",
  "phone_number:update": "Change phone numbers",
  "phone_number:delete": "Delete phone numbers",
  "api_key:list": "See API keys",
  "api_key:create": "Generate API keys",
  "api_key:update": "Rename API keys",
  "api_key:delete": "Revoke API keys",
  "webhook:create": "Create webhooks",
  "webhook:update": "Change webhooks",
  "webhook:delete": "Delete webhooks",
  "audit:read": "Read the audit log",
  "usage:read": "See usage",
  "billing:read": "See billing and the address",
  "billing:update": "Change billing and the address",
  "budget:read": "See the budget",
  "budget:update": "Change the budget",
};

/** The permissions by what they are about, in the order in which they are ticked. */
export const permissionGroups: readonly { label: string; permissions: readonly Permission[] }[] = groupsOf({
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
  budget: "Budget",
});

/** Whether whoever has this permission alone changes nothing. */
export const isReading = (permission: string) => /:(read|list)$/.test(permission);

/** "Projects: Create projects"; a name that is no longer on the product's list as it is. */
export function sayPermission(name: string): string {
  const group = permissionGroups.find(({ permissions }) => permissions.some((one) => one === name));
  const words = Object.entries(permissionWords).find(([one]) => one === name)?.[1];
  return group && words ? `${group.label}: ${words}` : name;
}

function groupsOf(labels: Record<string, string>) {
  const names = Object.keys(permissionWords) as Permission[];
  return Object.entries(labels).map(([resource, label]) => ({
    label,
    permissions: names.filter((name) => name.startsWith(`${resource}:`)),
  }));
}
