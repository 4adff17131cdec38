/** Who may do what, all of it: each permission and the roles that hold it. Pure data; imports nothing. */
export const roles = ["owner", "admin", "member", "viewer"] as const;
export type Role = (typeof roles)[number];

const everyone = ["owner", "admin", "member", "viewer"] as const;
const makers = ["owner", "admin", "member"] as const;
const admins = ["owner", "admin"] as const;
const owners = ["owner"] as const;

export const permissions = {
  "organization:read": everyone,
  "organization:update": admins,
  "organization:transfer": owners,
  "organization:delete": owners,
  "organization:export": owners,
  "organization:security": owners,
  "member:list": everyone,
  "member:invite": admins,
  "member:update": admins,
  "member:remove": admins,
  "member:grant_owner": owners,
  "role:create": admins,
  "role:update": admins,
  "role:delete": admins,
  "project:read": everyone,
  "project:create": makers,
  "project:update": makers,
  "project:delete_own": makers,
  "project:delete": admins,
  "agent:read": everyone,
  "agent:create": makers,
  "agent:update": makers,
  "agent:delete": makers,
  "source:read": everyone,
  "source:create": makers,
  "source:update": makers,
  "source:delete": makers,
  "conversation:read": everyone,
  "conversation:reply": makers,
  "workflow:create": makers,
  "workflow:update": makers,
  "workflow:delete": makers,
  "phone_number:create": admins,
  "phone_number:update": admins,
  "phone_number:delete": admins,
  "api_key:list": admins,
  "api_key:create": admins,
  "api_key:delete": admins,
  "webhook:create": admins,
  "webhook:update": admins,
  "webhook:delete": admins,
  "audit:read": admins,
  "usage:read": everyone,
  "billing:read": owners,
  "billing:update": owners,
  "budget:read": owners,
  "budget:update": owners,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** What takes a person: no API key holds it, whoever made the key. A key that could make keys would outlive its own end. */
export const notForKeys: ReadonlySet<Permission> = new Set<Permission>(["api_key:create", "organization:transfer"]);

const namesOfRole = new Map<string, ReadonlySet<Permission>>(
  roles.map((role) => [
    role,
    new Set((Object.keys(permissions) as Permission[]).filter((name) => (permissions[name] as readonly Role[]).includes(role))),
  ]),
);
const none: ReadonlySet<Permission> = new Set();

/** What a role of the product may do; nothing for a role that is not one of the four. */
export function permissionsOf(role: string): ReadonlySet<Permission> {
  return namesOfRole.get(role) ?? none;
}
