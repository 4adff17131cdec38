import { ChevronLeft, ChevronRight } from "lucide-react";
import { t } from "../messages.ts";
import { Button } from "./button.tsx";
import { formatNumber } from "./format.ts";

/** Goes through the pages of a long list; nothing where all of it fits on one. */
export function Pager({
  page,
  perPage,
  total,
  onChange,
}: {
  page: number;
  perPage: number;
  total: number;
  onChange: (page: number) => void;
}) {
  if (total <= perPage) return null;
  const last = Math.ceil(total / perPage);
  return (
    <nav aria-label={t("pager.label")} className="mt-4 flex items-center justify-between text-sm text-soft tabular-nums">
      <span>
        {t("pager.range", {
          from: formatNumber((page - 1) * perPage + 1),
          to: formatNumber(Math.min(page * perPage, total)),
          total: formatNumber(total),
        })}
      </span>
      <span className="flex gap-2">
        <Button
          size="small"
          square
          icon={ChevronLeft}
          aria-label={t("pager.previousPage")}
          disabled={page <= 1}
          onClick={() => onChange(page - 1)}
        />
        <Button
          size="small"
          square
          icon={ChevronRight}
          aria-label={t("pager.nextPage")}
          disabled={page >= last}
          onClick={() => onChange(page + 1)}
        />
      </span>
    </nav>
  );
}
