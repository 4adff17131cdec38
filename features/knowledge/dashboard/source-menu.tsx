import { Link } from "@tanstack/react-router";
import { Download, Ellipsis, FileUp, Pencil, RefreshCw, Rows3, SlidersHorizontal, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { messageOf } from "#browser/api/api-error.ts";
import { useCan, useOrganizationId } from "#browser/api/organization.ts";
import { useProjectId } from "#features/projects/dashboard/project.ts";
import { asOpened } from "#browser/ui/opened.ts";
import { Button } from "#browser/ui/button.tsx";
import { ConfirmDialog } from "#browser/ui/confirm-dialog.tsx";
import { FileChooser } from "#browser/ui/file-chooser.tsx";
import { Menu, MenuItem, MenuSeparator } from "#browser/ui/menu.tsx";
import { fileEndings, type Source } from "../contract.ts";
import { AnswerDialog } from "./answer-dialog.tsx";
import { t } from "./messages.ts";
import { RenameDialog } from "./rename-dialog.tsx";
import { SiteSettingsDialog } from "./site-settings-dialog.tsx";
import { looksOf } from "./source-looks.ts";
import { useSourceActions } from "./sources.ts";

/** What can be done with a source. */
export function SourceMenu({ source, onReplace }: { source: Source; onReplace?: (source: Source, files: File[]) => void }) {
  const organizationId = useOrganizationId();
  const projectId = useProjectId();
  const can = useCan();
  const { fileAddress, sync, remove, refresh } = useSourceActions();
  const { noun, tab, isReplaced } = looksOf(source);
  const [isDeleting, setDeleting] = useState(false);
  const [isEditing, setEditing] = useState(false);
  const [isSetting, setSetting] = useState(false);
  const doneEditing = () => setEditing(false);
  const isAnswer = source.answer !== null;

  return (
    <>
      <FileChooser
        label={t("sourceTable.anotherFile", { name: source.name })}
        accept={fileEndings}
        multiple={false}
        onFiles={(files) => onReplace?.(source, files)}
      >
        {(choose) => (
          <Menu
            trigger={
              <Button look="ghost" size="small" square icon={Ellipsis} aria-label={t("sourceMenu.actions", { name: source.name })} />
            }
          >
            <MenuItem
              icon={Rows3}
              disabled={source.passage_count === 0}
              render={
                <Link
                  to="/organizations/$organizationId/projects/$projectId/knowledge"
                  params={{ organizationId, projectId }}
                  search={{ tab, source: source.id }}
                  {...asOpened}
                />
              }
            >
              {t("sourceMenu.seePassages")}
            </MenuItem>
            {source.has_file && (
              <MenuItem icon={Download} render={<a href={fileAddress(source.id)} download aria-label={t("sourceMenu.download")} />}>
                {t("sourceMenu.download")}
              </MenuItem>
            )}
            {can("source:update") && (
              <>
                <MenuItem icon={Pencil} onSelect={() => setEditing(true)}>
                  {isAnswer ? t("sourceMenu.edit") : t("sourceMenu.rename")}
                </MenuItem>
                {source.site && (
                  <MenuItem icon={SlidersHorizontal} onSelect={() => setSetting(true)}>
                    {t("sourceMenu.siteSettings")}
                  </MenuItem>
                )}
                {isReplaced && onReplace && (
                  <MenuItem icon={FileUp} onSelect={choose}>
                    {t("sourceMenu.replace")}
                  </MenuItem>
                )}
                <MenuItem
                  icon={RefreshCw}
                  disabled={!source.can_sync}
                  onSelect={() => void sync(source.id).catch((error) => toast.error(messageOf(error)))}
                >
                  {t("sourceMenu.syncAgain")}
                </MenuItem>
              </>
            )}
            {can("source:delete") && (
              <>
                <MenuSeparator />
                <MenuItem icon={Trash2} danger onSelect={() => setDeleting(true)}>
                  {t("sourceMenu.delete")}
                </MenuItem>
              </>
            )}
          </Menu>
        )}
      </FileChooser>
      {isAnswer ? (
        <AnswerDialog open={isEditing} source={source} onClose={doneEditing} onSaved={doneEditing} />
      ) : (
        <RenameDialog open={isEditing} source={source} onClose={doneEditing} />
      )}
      {source.site && <SiteSettingsDialog source={source} site={source.site} open={isSetting} onClose={() => setSetting(false)} />}
      <ConfirmDialog
        open={isDeleting}
        onClose={() => setDeleting(false)}
        title={t("sourceMenu.deleteTitle", { name: source.name })}
        sentence={t("sourceMenu.whatGoes", { noun, passages: source.passage_count })}
        action={t("sourceMenu.deleteAction", { noun })}
        onConfirm={async () => {
          await remove(source.id);
          await refresh();
        }}
      />
    </>
  );
}
