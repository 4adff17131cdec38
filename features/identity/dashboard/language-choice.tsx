import { language } from "#browser/catalog.ts";
import { chooseLanguage, languageNames } from "#browser/chosen-language.ts";
import { Language } from "../contract.ts";
import { t } from "./messages.ts";

/** At the foot of pages for those who are not signed in, whose language no account knows. */
export function LanguageChoice() {
  return (
    <ul aria-label={t("languageChoice.label")} className="mt-4 flex justify-center gap-4">
      {Language.options.map((one) => (
        <li key={one} lang={one}>
          {one === language ? (
            <span aria-current="true" className="inline-block py-1">
              {languageNames[one]}
            </span>
          ) : (
            <button type="button" onClick={() => chooseLanguage(one)} className="py-1 font-medium text-accent">
              {languageNames[one]}
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
