import { Eye, EyeOff } from "lucide-react";
import { useState, type ComponentProps } from "react";
import type { FieldValues } from "react-hook-form";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { TextField } from "./text-field.tsx";

/** A password that can be made visible. `autoComplete` tells a password manager which one it is. */
export function PasswordField<V extends FieldValues, T>(props: Omit<ComponentProps<typeof TextField<V, T>>, "type" | "end">) {
  const [visible, setVisible] = useState(false);
  const toggle = (
    <Button
      look="ghost"
      size="small"
      square
      icon={visible ? EyeOff : Eye}
      aria-label={visible ? t("passwordField.hideThePassword") : t("passwordField.showThePassword")}
      aria-pressed={visible}
      onClick={() => setVisible(!visible)}
    />
  );
  return <TextField {...props} type={visible ? "text" : "password"} end={toggle} />;
}
