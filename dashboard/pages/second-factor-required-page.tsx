import { Link, useSearch } from "@tanstack/react-router";
import { ShieldAlert } from "lucide-react";
import { useMe } from "#browser/api/session.ts";
import { buttonClasses } from "#browser/ui/button.tsx";
import { t } from "./messages.ts";

/** An organization asks for a second factor, which the user has not: how to get one, and where else to go. */
export function SecondFactorRequiredPage() {
  const { organization: id } = useSearch({ from: "/app/second-factor-required" });
  const organization = useMe().organizations.find((one) => one.id === id);
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center px-6 py-16 text-center">
      <title>{t("secondFactorRequiredPage.documentTitle")}</title>
      <ShieldAlert aria-hidden className="size-7 text-soft" strokeWidth={1.5} />
      <h1 className="mt-2 text-xl font-semibold">{t("secondFactorRequiredPage.title")}</h1>
      <p className="mt-1.5 max-w-96 wrap-anywhere text-soft">
        {organization ? t("secondFactorRequiredPage.sentence", { name: organization.name }) : t("secondFactorRequiredPage.unnamed")}
      </p>
      <div className="mt-5 flex max-w-full flex-wrap justify-center gap-2">
        <Link to="/profile" className={buttonClasses({ look: "primary" })}>
          {t("secondFactorRequiredPage.add")}
        </Link>
        {organization && (
          <Link
            to="/organizations/$organizationId/projects"
            params={{ organizationId: organization.id }}
            preload={false}
            className={buttonClasses({})}
          >
            {t("secondFactorRequiredPage.again")}
          </Link>
        )}
        <Link to="/organizations" className={buttonClasses({})}>
          {t("secondFactorRequiredPage.all")}
        </Link>
      </div>
    </div>
  );
}
