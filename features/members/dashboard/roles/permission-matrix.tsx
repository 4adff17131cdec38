import { Check } from "lucide-react";
import { Fragment } from "react";
import { t } from "../messages.ts";
import { useRoles } from "./roles.ts";
import { usePermissionGroups } from "./permission-words.ts";

/** All permissions against all roles. The names of both stay in sight while one scrolls. */
export function PermissionMatrix() {
  const roles = useRoles();
  const groups = usePermissionGroups();
  return (
    <section
      aria-label={t("permissionMatrix.label")}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keyboard
      tabIndex={0}
      className="max-h-[calc(100dvh-14rem)] min-h-80 overflow-auto rounded-lg border bg-surface"
    >
      <table aria-label={t("permissionMatrix.permissionsByRole")} className="w-full border-separate border-spacing-0 text-left">
        <thead>
          <tr>
            <th scope="col" className="sticky top-0 left-0 z-20 h-9 min-w-44 border-b bg-sunken px-4 text-xs font-medium text-soft">
              {t("permissionMatrix.permission")}
            </th>
            {roles.map(({ id, name }) => (
              <th
                key={id}
                scope="col"
                className="sticky top-0 z-10 h-9 max-w-36 min-w-20 truncate border-b bg-sunken px-3 text-center text-xs font-medium text-soft"
                title={name}
              >
                <bdi>{name}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map(({ label, permissions }) => (
            <Fragment key={label}>
              <tr>
                <th scope="colgroup" colSpan={roles.length + 1} className="border-b bg-surface px-4 pt-4 pb-1.5 text-sm font-semibold">
                  <span className="sticky left-4">{label}</span>
                </th>
              </tr>
              {permissions.map(({ name, words }) => (
                <tr key={name}>
                  <th scope="row" className="sticky left-0 z-10 border-b bg-surface px-4 py-2 font-normal">
                    {words}
                  </th>
                  {roles.map(({ id, held }) => (
                    <td key={id} className="border-b px-3 py-2 text-center">
                      {held.has(name) ? (
                        <>
                          <Check aria-hidden className="mx-auto size-4 text-accent" />
                          <span className="sr-only">{t("permissionMatrix.yes")}</span>
                        </>
                      ) : (
                        <span className="text-soft">
                          <span aria-hidden>–</span>
                          <span className="sr-only">{t("permissionMatrix.no")}</span>
                        </span>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}
