import { MessageCircle } from "lucide-react";
import { useWatch, type Control } from "react-hook-form";
import { Card } from "#browser/ui/card.tsx";
import { cn } from "#browser/ui/cn.ts";
import type { Agent } from "../../contract.ts";
import { appearanceFields } from "../../contract/appearance.ts";
import { nearestReadable, textOn, type ColorTheme } from "../../contract/contrast.ts";
import type { DraftResult, DraftValues } from "../agent-form.ts";
import { t } from "../messages.ts";

const standard: Record<ColorTheme, string> = { light: "#007676", dark: "#55cac3" };
const pages: Record<ColorTheme, { page: string; panel: string; bubble: string; text: string }> = {
  light: { page: "#e6e9ec", panel: "#ffffff", bubble: "#f1f4f6", text: "#171d24" },
  dark: { page: "#0b0d10", panel: "#16191d", bubble: "#262b31", text: "#e9ecef" },
};

/** The widget as it will look, while one chooses: in the theme that visitors get, or in both where the page decides. */
export function AppearancePreview({ agent, control }: { agent: Agent; control: Control<DraftValues, unknown, DraftResult> }) {
  const theme = useWatch({ control, name: "theme" });
  const themes: readonly ColorTheme[] = theme === "page" ? ["light", "dark"] : [theme];
  return (
    <section aria-label={t("appearancePreview.title")} className="flex flex-col gap-4">
      {themes.map((one) => (
        <Preview key={one} theme={one} agent={agent} control={control} />
      ))}
      <p className="text-sm text-soft">{t("appearancePreview.hint")}</p>
    </section>
  );
}

function Preview({ theme, agent, control }: { theme: ColorTheme; agent: Agent; control: Control<DraftValues, unknown, DraftResult> }) {
  const [color, colorDark, position, side, bottom, text, greeting] = useWatch({
    control,
    name: ["color", "color_dark", "position", "offset_side", "offset_bottom", "launcher_text", "greeting"],
  });
  const light = appearanceFields.color.safeParse(color).data ?? null;
  const dark = appearanceFields.color_dark.safeParse(colorDark).data ?? null;
  const either = theme === "light" ? (light ?? dark) : (dark ?? light);
  const accent = either === null ? standard[theme] : nearestReadable(either, theme);
  const { page, panel, bubble, text: ink } = pages[theme];
  const onAccent = textOn(accent);
  return (
    <Card className="overflow-hidden">
      <div
        dir="ltr"
        className={cn("flex h-[420px] flex-col justify-end gap-4", position === "left" ? "items-start" : "items-end")}
        style={{ background: page, color: ink, padding: `16px ${side ?? 24}px ${bottom ?? 24}px` }}
      >
        <div className="flex w-64 max-w-full flex-col gap-3 rounded-xl p-3 shadow-lg" style={{ background: panel }}>
          <div className="flex items-center gap-2 font-semibold">
            <span
              aria-hidden
              className="grid size-7 shrink-0 place-items-center rounded-full"
              style={{ background: accent, color: onAccent }}
            >
              {[...agent.name][0]?.toUpperCase()}
            </span>
            <span className="truncate">{agent.name}</span>
          </div>
          <p dir="auto" className="line-clamp-4 rounded-lg px-3 py-2 text-left" style={{ background: bubble }}>
            {greeting}
          </p>
          <span className="self-start underline" style={{ color: accent }}>
            {t("appearancePreview.link")}
          </span>
        </div>
        <span
          className="flex h-[52px] max-w-full items-center gap-2 rounded-full px-3.5 text-[15px] font-medium"
          style={{ background: accent, color: onAccent }}
        >
          <MessageCircle aria-hidden className="size-6 shrink-0" />
          {text && <span className="truncate">{text}</span>}
        </span>
      </div>
    </Card>
  );
}
