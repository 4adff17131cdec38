import { typeid } from "typeid-js";

/** Every kind of record that has an id of its own, by the path parameter that names it, and its prefix. */
export const prefixOfParam = {
  organization_id: "org",
  membership_id: "mem",
  invitation_id: "inv",
  project_id: "prj",
  agent_id: "agt",
  source_id: "src",
  conversation_id: "cnv",
  phone_number_id: "phn",
  api_key_id: "key",
  role_id: "rol",
  export_id: "exp",
  session_id: "ses",
} as const;

export type ParamName = keyof typeof prefixOfParam;

type Prefix = (typeof prefixOfParam)[ParamName] | "usr" | "acc" | "ver" | "aud" | "sta" | "doc" | "msg" | "job" | "req";

/** A new TypeID such as `prj_01jd…`: prefix and UUIDv7 in base 32, so that ids sort by time. */
export function newId(prefix: Prefix): string {
  return typeid(prefix).toString();
}

/** Whether `value` is a well-formed id of this kind; malformed ids and ids of another kind are not. */
export function isId(prefix: Prefix, value: string): boolean {
  return value.length === prefix.length + 27 && value.startsWith(`${prefix}_`) && suffix.test(value.slice(prefix.length + 1));
}

/** 128 bits in Crockford's base 32, lower case: 26 characters, of which the first holds three bits. */
const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
