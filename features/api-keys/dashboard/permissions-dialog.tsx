import { Dialog, DialogBody } from "#browser/ui/dialog.tsx";
import { usePermissionGroups } from "#features/members/dashboard/roles/permission-words.ts";
import type { ApiKey } from "../contract.ts";
import { t } from "./messages.ts";
import { lostBy } from "./permission-summary.ts";

/** Everything that a key was given, by what it is about; what its maker lost is said with it. */
export function PermissionsDialog({ apiKey, open, onClose }: { apiKey: ApiKey; open: boolean; onClose: () => void }) {
  const lost = lostBy(apiKey);
  const groups = usePermissionGroups()
    .map(({ label, permissions }) => ({ label, permissions: permissions.filter(({ name }) => apiKey.permissions.includes(name)) }))
    .filter(({ permissions }) => permissions.length > 0);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t("permissionsDialog.title", { name: apiKey.name })}
      sentence={lost.length > 0 ? t("permissionsDialog.less", { name: apiKey.created_by.name }) : undefined}
    >
      <DialogBody>
        <div className="sm:columns-2">
          {groups.map(({ label, permissions }) => (
            <section key={label} className="mb-4 break-inside-avoid">
              <h3 className="text-sm font-medium">{label}</h3>
              <ul className="text-soft">
                {permissions.map(({ name, words }) => (
                  <li key={name}>
                    {lost.includes(name) ? (
                      <>{t.rich("permissionsDialog.notNow", { permission: words, s: (text) => <s>{text}</s> })}</>
                    ) : (
                      words
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </DialogBody>
    </Dialog>
  );
}
