/**
 * The database's own roles. Their names carry a prefix that the first migration stores, so that a cloned or renamed
 * database still finds the roles its policies name.
 */
export type Roles = {
  prefix: string;
  /** Owns schema, tables and definer functions; nobody logs in as it. */
  owner: string;
  /** Reaches better-auth's tables and the few definer functions, nothing else. */
  identity: string;
  /** Sees the rows of the organization that the transaction has set, nothing else. */
  tenant: string;
  /** Sees all rows; only by `leaveTenant(platform, reason).system`. */
  system: string;
  /** The job tables. */
  queue: string;
  /** The role the process logs in as: NOINHERIT, owns nothing, may become the four above. */
  login: string;
};

export function rolesOf(prefix: string): Roles {
  if (!/^[a-z][a-z0-9_]{2,30}$/.test(prefix)) throw new Error(`"${prefix}" cannot be a role prefix.`);
  return {
    prefix,
    owner: `${prefix}_owner`,
    identity: `${prefix}_identity`,
    tenant: `${prefix}_tenant`,
    system: `${prefix}_system`,
    queue: `${prefix}_queue`,
    login: `${prefix}_login`,
  };
}

/** Where every table of ours lives; pg-boss has `jobs` beside it. */
export const schemaName = "app";
