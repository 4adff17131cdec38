import { route, type Route } from "#access/router.ts";
import { checkCode } from "./check-code.ts";
import { createPhoneNumber } from "./create-phone-number.ts";
import { deletePhoneNumber } from "./delete-phone-number.ts";
import { listPhoneNumbers } from "./list-phone-numbers.ts";
import { sendCode } from "./send-code.ts";
import { updatePhoneNumber } from "./update-phone-number.ts";

const numbers = "/v1/organizations/{organization_id}/phone-numbers";

export const routes: Route[] = [
  route(`GET ${numbers}`, listPhoneNumbers),
  route(`POST ${numbers}`, createPhoneNumber),
  route(`PATCH ${numbers}/{phone_number_id}`, updatePhoneNumber),
  route(`DELETE ${numbers}/{phone_number_id}`, deletePhoneNumber),
  route(`POST ${numbers}/{phone_number_id}/verification`, sendCode),
  route(`POST ${numbers}/{phone_number_id}/verification/check`, checkCode),
];
