import { t } from "../messages.ts";
import { Select, type Option } from "./select.tsx";
import { phone, useMediaQuery } from "./use-media-query.ts";

/** How a list is sorted on a phone, where it has no heads to click on. */
export function PhoneSort({ orders, value, onChange }: { orders: readonly Option[]; value: string; onChange: (value: string) => void }) {
  const isPhone = useMediaQuery(phone);
  if (!isPhone) return null;
  return (
    <Select aria-label={t("phoneSort.sortBy")} className="w-auto min-w-32 flex-1" options={orders} value={value} onChange={onChange} />
  );
}
