import { Download, FileJson2, Sheet } from "lucide-react";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Button } from "#browser/ui/button.tsx";
import { Menu, MenuGroup, MenuItem } from "#browser/ui/menu.tsx";
import { useAuditSearch } from "./audit-search-params.ts";
import { exportAddress } from "./audit-query.ts";
import { t } from "./messages.ts";

/** The entries that match the filters, as a file. */
export function ExportMenu() {
  const organizationId = useOrganizationId();
  const { search, isFiltered } = useAuditSearch();
  return (
    <Menu trigger={<Button icon={Download}>{t("exportMenu.export")}</Button>}>
      <MenuGroup label={isFiltered ? t("exportMenu.matching") : t("exportMenu.all")}>
        <MenuItem icon={Sheet} render={<a href={exportAddress(organizationId, search, "csv")} download aria-label={t("exportMenu.csv")} />}>
          {t("exportMenu.csv")}
        </MenuItem>
        <MenuItem
          icon={FileJson2}
          render={<a href={exportAddress(organizationId, search, "jsonl")} download aria-label={t("exportMenu.jsonLines")} />}
        >
          {t("exportMenu.jsonLines")}
        </MenuItem>
      </MenuGroup>
    </Menu>
  );
}
