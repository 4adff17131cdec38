import type { Failure } from "../mark-failed.ts";

/** Why a page or a website as a whole is not read, and what to do about it. */
const siteFailures = {
  site_not_reached:
    "The website was not reached: most of its pages were gone or did not answer. Its text from before stays. Check the address and sync it again.",
  site_empty: "No page with text was found on the website. See its pages for why each was left out.",
  page_empty: "No text was found on the page.",
} as const;

export function siteFailure(code: keyof typeof siteFailures): Failure {
  return { code, message: siteFailures[code] };
}
