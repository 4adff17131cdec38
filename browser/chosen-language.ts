import { Language } from "#features/identity/contract.ts";
import { language } from "./catalog.ts";

/** Each in its own words, for those who read no other. */
export const languageNames: Readonly<Record<Language, string>> = { en: "English", de: "Deutsch" };

/** Shows the dashboard in a language, in this browser until another is chosen. A page is in one language, so it is loaded again. */
export function chooseLanguage(chosen: Language): void {
  document.cookie = cookieOf(chosen);
  location.reload();
}

/** What an account reads in holds in every browser it signs in from. @param chosen null where its person chose none */
export function followLanguage(chosen: string | null | undefined): void {
  const { data } = Language.safeParse(chosen);
  // Where the server has no page in it, loading again would never end.
  if (data === undefined || data === language || document.cookie.includes(`language=${data}`)) return;
  chooseLanguage(data);
}

const yearSeconds = 365 * 24 * 60 * 60;

function cookieOf(chosen: Language): string {
  return `language=${chosen}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${location.protocol === "https:" ? "; Secure" : ""}`;
}
