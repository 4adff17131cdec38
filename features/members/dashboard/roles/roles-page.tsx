import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useCan, useOrganization } from "#browser/api/organization.ts";
import { rolesQuery } from "./roles.ts";
import { Button } from "#browser/ui/button.tsx";
import { Loaded } from "#browser/ui/loaded.tsx";
import { Page } from "#browser/ui/page.tsx";
import { SkeletonRows } from "#browser/ui/skeleton.tsx";
import { Tabs } from "#browser/ui/tabs.tsx";
import { customRolesMax } from "../../contract.ts";
import { t } from "../messages.ts";
import { PermissionMatrix } from "./permission-matrix.tsx";
import { RoleDialog } from "./role-dialog.tsx";
import { RoleTable } from "./role-table.tsx";
import { useRolesSearch } from "./roles-search-params.ts";

/** The roles that members can have: the four of the product and those that the organization made. */
export function RolesPage() {
  const organization = useOrganization();
  const roles = useQuery(rolesQuery(organization.id));
  const mayCreate = useCan()("role:create");
  const { search, go, open } = useRolesSearch();
  const view = search.view ?? "roles";
  const own = roles.data?.filter((role) => !role.built_in).length ?? 0;

  return (
    <Page
      title={t("rolesPage.roles")}
      sentence={t("rolesPage.sentence")}
      actions={
        mayCreate &&
        own < customRolesMax && (
          <Button look="primary" icon={Plus} onClick={() => open({ edit: "new" })}>
            {t("rolesPage.newRole")}
          </Button>
        )
      }
    >
      <Loaded query={roles} failure={t("rolesPage.failed")} permission="member:list" skeleton={<SkeletonRows />}>
        {() => (
          <>
            <Tabs
              label={t("rolesPage.views")}
              tabs={[
                { value: "roles", label: t("rolesPage.roles") },
                { value: "permissions", label: t("rolesPage.permissions") },
              ]}
              value={view}
              onChange={(next) => go({ view: next === "roles" ? undefined : next })}
            >
              {view === "roles" ? <RoleTable /> : <PermissionMatrix />}
            </Tabs>
            <RoleDialog />
          </>
        )}
      </Loaded>
    </Page>
  );
}
