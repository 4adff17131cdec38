/** What can be read with nothing but the organization's id, the most telling first. */
const reads: readonly [permission: string, path: string][] = [
  ["project:read", "/projects"],
  ["organization:read", ""],
  ["member:list", "/members"],
  ["audit:read", "/audit-entries"],
  ["api_key:list", "/api-keys"],
  ["billing:read", "/billing-address"],
];

/** A line for a shell that works with this key at once; null for a key that reads nothing by itself. */
export function curlLine(origin: string, organizationId: string, { key, permissions }: { key: string; permissions: readonly string[] }) {
  const found = reads.find(([permission]) => permissions.includes(permission));
  return found ? `curl -H "Authorization: Bearer ${key}" "${origin}/v1/organizations/${organizationId}${found[1]}"` : null;
}
