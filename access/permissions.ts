/** Who can do what, all of it: each permission and the roles that have it. Pure data; imports nothing. */
export const roles = ["owner", "admin", "member", "viewer"] as const;
/** A role of the product. Organizations make further ones of the permissions below. */
export type Role = (typeof roles)[number];

const roleNames: Record<Role, string> = { owner: "Owner", admin: "Admin", member: "Member", viewer: "Viewer" };

const everyone = ["owner", "admin", "member", "viewer"] as const;
const makers = ["owner", "admin", "member"] as const;
const admins = ["owner", "admin"] as const;
const owners = ["owner"] as const;

/**
 * A row is a permission: the roles that hold it, and how it is said. In a sentence it is what one can do, "invite people"; as a
 * box to tick it is below the heading of its resource. `unsold`: both where nothing is sold.
 */
type Row = { roles: readonly Role[]; verb: string; thing: string; tick: string; unsold?: { thing: string; tick: string } };

const permissions = {
  "organization:read": { roles: everyone, verb: "see", thing: "the organization", tick: "See it and its status" },
  "organization:update": { roles: admins, verb: "rename", thing: "the organization", tick: "Change its settings" },
  "organization:transfer": { roles: owners, verb: "hand over", thing: "the organization", tick: "Hand over to another Owner" },
  "organization:delete": { roles: owners, verb: "delete", thing: "the organization", tick: "Delete and restore" },
  "organization:export": { roles: owners, verb: "export", thing: "the organization", tick: "Export everything" },
  "organization:security": { roles: owners, verb: "set", thing: "security rules", tick: "Set security rules" },
  "member:list": { roles: everyone, verb: "see", thing: "members", tick: "See who works here" },
  "member:read_sign_ins": { roles: owners, verb: "see", thing: "when members sign in", tick: "See when they sign in" },
  "member:invite": { roles: admins, verb: "invite", thing: "people", tick: "Invite people" },
  "member:update": { roles: admins, verb: "change", thing: "roles of members", tick: "Change roles of members" },
  "member:remove": { roles: admins, verb: "remove", thing: "members", tick: "Remove members" },
  "member:grant_owner": { roles: owners, verb: "appoint", thing: "Owners", tick: "Make members Owners" },
  "role:create": { roles: admins, verb: "create", thing: "custom roles", tick: "Create custom roles" },
  "role:update": { roles: admins, verb: "change", thing: "custom roles", tick: "Change custom roles" },
  "role:delete": { roles: admins, verb: "delete", thing: "custom roles", tick: "Delete custom roles" },
  "project:read": { roles: everyone, verb: "see", thing: "projects", tick: "See projects" },
  "project:create": { roles: makers, verb: "create", thing: "projects", tick: "Create projects" },
  "project:update": { roles: makers, verb: "change", thing: "projects", tick: "Change projects" },
  "project:delete_own": { roles: makers, verb: "delete", thing: "projects of their own", tick: "Delete own projects" },
  "project:delete": { roles: admins, verb: "delete", thing: "projects", tick: "Delete any project" },
  "agent:read": { roles: everyone, verb: "see", thing: "agents", tick: "See agents" },
  "agent:create": { roles: makers, verb: "create", thing: "agents", tick: "Create agents" },
  "agent:update": { roles: makers, verb: "change", thing: "agents", tick: "Change agents" },
  "agent:delete": { roles: makers, verb: "delete", thing: "agents", tick: "Delete agents" },
  "source:read": { roles: everyone, verb: "read", thing: "knowledge bases", tick: "See and search sources" },
  "source:create": { roles: makers, verb: "create", thing: "sources of knowledge", tick: "Add sources" },
  "source:update": { roles: makers, verb: "change", thing: "sources of knowledge", tick: "Change and sync sources" },
  "source:delete": { roles: makers, verb: "delete", thing: "sources of knowledge", tick: "Delete sources" },
  "conversation:read": { roles: everyone, verb: "read", thing: "conversations", tick: "Read conversations" },
  "conversation:reply": { roles: makers, verb: "take over", thing: "conversations", tick: "Take over, reply, add notes and tags" },
  "conversation:assign": { roles: makers, verb: "assign", thing: "conversations", tick: "Assign conversations" },
  "conversation:delete": { roles: makers, verb: "delete", thing: "conversations", tick: "Delete conversations" },
  "lead:read": { roles: everyone, verb: "see", thing: "leads", tick: "See leads" },
  "lead:update": { roles: makers, verb: "change", thing: "leads", tick: "Change leads" },
  "lead:delete": { roles: admins, verb: "erase", thing: "leads", tick: "Erase leads and set how long texts are kept" },
  "lead:export": { roles: admins, verb: "export", thing: "leads", tick: "Export leads" },
  "check:read": { roles: everyone, verb: "see", thing: "checks", tick: "See checks" },
  "check:create": { roles: makers, verb: "create", thing: "checks", tick: "Add checks" },
  "check:update": { roles: makers, verb: "change", thing: "checks", tick: "Change checks" },
  "check:delete": { roles: makers, verb: "delete", thing: "checks", tick: "Delete checks" },
  "check:run": { roles: makers, verb: "run", thing: "checks", tick: "Run checks" },
  "phone_number:create": { roles: admins, verb: "create", thing: "phone numbers", tick: "Add phone numbers" },
  "phone_number:update": { roles: admins, verb: "change", thing: "phone numbers", tick: "Change phone numbers" },
  "phone_number:delete": { roles: admins, verb: "delete", thing: "phone numbers", tick: "Delete phone numbers" },
  "provider:list": { roles: admins, verb: "see", thing: "model providers", tick: "See model providers" },
  "provider:create": { roles: admins, verb: "create", thing: "model providers", tick: "Add model providers" },
  "provider:update": { roles: admins, verb: "change", thing: "model providers", tick: "Change and test model providers" },
  "provider:delete": { roles: admins, verb: "delete", thing: "model providers", tick: "Remove model providers" },
  "api_key:list": { roles: admins, verb: "see", thing: "API keys", tick: "See API keys" },
  "api_key:create": { roles: admins, verb: "create", thing: "API keys", tick: "Generate API keys" },
  "api_key:update": { roles: admins, verb: "rename", thing: "API keys", tick: "Rename API keys" },
  "api_key:delete": { roles: admins, verb: "delete", thing: "API keys", tick: "Revoke API keys" },
  "audit:read": { roles: admins, verb: "read", thing: "the audit log", tick: "Read the audit log" },
  "usage:read": { roles: everyone, verb: "see", thing: "usage", tick: "See usage" },
  "billing:read": {
    roles: owners,
    verb: "see",
    thing: "billing",
    tick: "See billing and the address",
    unsold: { thing: "the billing address", tick: "See the address" },
  },
  "billing:update": {
    roles: owners,
    verb: "change",
    thing: "billing",
    tick: "Change billing and the address",
    unsold: { thing: "the billing address", tick: "Change the address" },
  },
  "budget:read": { roles: owners, verb: "see", thing: "budgets", tick: "See the budget" },
  "budget:update": { roles: owners, verb: "change", thing: "budgets", tick: "Change the budget" },
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof permissions;
type Resource = Permission extends `${infer Name}:${string}` ? Name : never;

/** The headings of the boxes, in the order in which they stand. */
export const resources: Record<Resource, { label: string; unsold?: string }> = {
  organization: { label: "Organization" },
  member: { label: "Team members" },
  role: { label: "Roles" },
  project: { label: "Projects" },
  agent: { label: "Chat agents" },
  source: { label: "Knowledge base" },
  conversation: { label: "Conversations" },
  lead: { label: "Leads" },
  check: { label: "Checks" },
  phone_number: { label: "Phone numbers" },
  provider: { label: "Model providers" },
  api_key: { label: "API keys" },
  audit: { label: "Audit log" },
  usage: { label: "Usage" },
  billing: { label: "Billing", unsold: "Billing address" },
  budget: { label: "Budget" },
};

export const everyPermission = Object.keys(permissions) as Permission[];

export function rowOf(permission: Permission): Row {
  return permissions[permission];
}

/** Needs a person: no API key has it, no matter who created the key. A key that could generate keys would outlive its own end. */
export const notForKeys: ReadonlySet<Permission> = new Set<Permission>(["api_key:create", "organization:transfer"]);

const namesOfRole = new Map<string, ReadonlySet<Permission>>(
  roles.map((role) => [role, new Set(everyPermission.filter((name) => rowOf(name).roles.includes(role)))]),
);
const none: ReadonlySet<Permission> = new Set();

/** What belonging to an organization is made of, whatever the role: to read what it is called, and to leave it. */
const ofEverybody = "organization:read" satisfies Permission;

/**
 * What a role may do: one of the four, or one that an organization made.
 *
 * @param ticked what a custom role was given; names that are not on the list count as absent. Null where it does not exist
 */
export function permissionsOf(role: string, ticked: readonly string[] | null = null): ReadonlySet<Permission> {
  const builtIn = namesOfRole.get(role);
  if (builtIn) return builtIn;
  return ticked === null ? none : new Set([ofEverybody, ...ticked.filter(isPermission)]);
}

export function isPermission(name: string): name is Permission {
  return Object.hasOwn(permissions, name);
}

export function isBuiltIn(role: string): role is Role {
  return namesOfRole.has(role);
}

/** A role as it is shown. @param customName what the organization calls it, where it is no role of the product */
export function nameOfRole(role: string, customName: string | null = null): string {
  return isBuiltIn(role) ? roleNames[role] : (customName ?? "");
}
