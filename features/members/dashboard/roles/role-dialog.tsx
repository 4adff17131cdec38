import { useOrganization } from "#browser/api/organization.ts";
import { useRoles } from "./roles.ts";
import { Dialog } from "#browser/ui/dialog.tsx";
import { t } from "../messages.ts";
import { holdersSentence } from "./holders-sentence.ts";
import { RoleForm } from "./role-form.tsx";
import { useRolesSearch } from "./roles-search-params.ts";

/** Makes the role, or changes the one, that the address says. */
export function RoleDialog() {
  const {
    search: { edit, from },
    ...address
  } = useRolesSearch();
  const close = () => address.close("edit", "from");
  const roles = useRoles();
  const { name } = useOrganization();
  const role = roles.find(({ id, built_in }) => id === edit && !built_in) ?? null;
  const isNew = edit === "new";
  const held = role && holdersSentence(role);
  return (
    <Dialog
      open={isNew || role !== null}
      onClose={close}
      width="wide"
      title={role ? t("roleDialog.editTitle", { name: role.name }) : t("roleDialog.newTitle")}
      sentence={held ? t("roleDialog.editSentence", { held }) : t("roleDialog.newSentence", { name })}
    >
      {(isNew || role) && <RoleForm key={edit} role={role} from={roles.find(({ id }) => id === from) ?? null} onClose={close} />}
    </Dialog>
  );
}
