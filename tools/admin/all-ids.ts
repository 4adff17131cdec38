import { Page } from "#access/list.ts";
import { OperatorListItem } from "#features/operator/contract.ts";
import type { Client } from "./client.ts";

const perPage = 100;

/** The ids of all organizations, a page at a time. */
export async function* allIds(call: Client): AsyncGenerator<string> {
  for (let page = 1; ; page += 1) {
    const list = await call(`GET /organizations?page=${page}&per_page=${perPage}`, Page(OperatorListItem));
    for (const { id } of list.data) yield id;
    if (page * perPage >= list.total) return;
  }
}
