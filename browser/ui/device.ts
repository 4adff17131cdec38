import { readDevice } from "#features/identity/contract/device.ts";
import { t } from "../messages.ts";

export type Device = { name: string; isHandheld: boolean };

/** "Firefox on Windows", from a User-Agent header. */
export function deviceOf(userAgent: string | null): Device {
  const { browser, system } = readDevice(userAgent);
  return { name: deviceName(browser, system), isHandheld: system === "iPhone" || system === "iPad" || system === "Android" };
}

export function deviceName(browser: string | null, system: string | null): string {
  return system ? t("device.onSystem", { browser: browser ?? t("device.program"), system }) : (browser ?? t("device.unknown"));
}
