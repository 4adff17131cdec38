import { typeid } from "typeid-js";

/** Every kind of record that has an id of its own, by the path parameter that names it, and its prefix. */
export const prefixOfParam = {
  organization_id: "org",
  membership_id: "mem",
  invitation_id: "inv",
  project_id: "prj",
  agent_id: "agt",
  agent_version_id: "agv",
  source_id: "src",
  conversation_id: "cnv",
  attachment_id: "att",
  lead_id: "led",
  saved_reply_id: "rpl",
  secret_id: "sec",
  check_id: "chk",
  check_run_id: "run",
  phone_number_id: "phn",
  provider_id: "prv",
  api_key_id: "key",
  role_id: "rol",
  export_id: "exp",
  invoice_id: "ivc",
  session_id: "ses",
} as const;

/** What a record is called that paths name: `project`. */
export type RecordName = keyof typeof prefixOfParam extends `${infer Name}_id` ? Name : never;

/** What a path may name: a record by its id, or an invitation by its token. */
export type ParamName = keyof typeof prefixOfParam | "token";

type Prefix =
  | (typeof prefixOfParam)[keyof typeof prefixOfParam]
  | "usr"
  | "acc"
  | "ver"
  | "fac"
  | "aud"
  | "sta"
  | "doc"
  | "msg"
  | "job"
  | "req"
  | "sub";

/** A new TypeID such as `prj_01jd…`: prefix and UUIDv7 in base 32, so that ids sort by time. */
export function newId(prefix: Prefix): string {
  return typeid(prefix).toString();
}

/** Whether `value` is a well-formed id of this kind; malformed ids and ids of another kind are not. */
export function isId(prefix: Prefix, value: string): boolean {
  return value.length === prefix.length + 27 && value.startsWith(`${prefix}_`) && suffix.test(value.slice(prefix.length + 1));
}

/** Whether `value` could name such a record at all. */
export function isParam(name: ParamName, value: string): boolean {
  return name === "token" ? /^[\w-]{22,}$/.test(value) : isId(prefixOfParam[name], value);
}

/** 128 bits in Crockford's base 32, lower case: 26 characters, of which the first holds three bits. */
const suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
