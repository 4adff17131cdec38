import { newId } from "#platform/ids.ts";
import type { TestApp } from "./app.ts";
import { addDocument } from "./knowledge.ts";
import { call } from "./factories.ts";
import type { FilledWorld } from "./world.ts";

/**
 * Brings a filled organization to where each table of a tenant holds a row of it, the file store a few files and the queue a
 * job. `testing/purge.test.ts` names the tables that still hold none.
 */
export async function addMissingRows(test: TestApp, { organization, world }: FilledWorld): Promise<void> {
  const { id, owner } = organization;
  const insert = (sql: string, values: unknown[]) => test.database.admin.query(sql, values);
  const { project_id, site_source_id, check_id, check_run_id } = world;
  const { source_id, chunk_ids } = await addDocument(test, id, project_id, {
    title: "Delivery",
    passages: [{ text: "Delivery takes three days." }],
  });
  await insert("insert into source_meanings (organization_id, source_id, model) values ($1, $2, 'encoder')", [id, source_id]);
  await insert(
    "insert into chunk_codes (organization_id, project_id, model, chunk_id, source_id, code) values ($1, $2, 'encoder', $3, $4, '10')",
    [id, project_id, chunk_ids[0], source_id],
  );
  await insert("insert into chunk_vectors (organization_id, model, chunk_id, vectors) values ($1, 'encoder', $2, '\\x7f81')", [
    id,
    chunk_ids[0],
  ]);
  await insert(
    "insert into passage_questions (organization_id, chunk_id, project_id, source_id, questions) values ($1, $2, $3, $4, '{How long?}')",
    [id, chunk_ids[0], project_id, source_id],
  );
  await insert("insert into question_postings (organization_id, project_id, term, chunk_id) values ($1, $2, 'long', $3)", [
    id,
    project_id,
    chunk_ids[0],
  ]);
  await insert(
    "insert into question_vectors (organization_id, project_id, model, chunk_id, position, code, vector) values ($1, $2, 'encoder', $3, 0, '10', '\\x7f81')",
    [id, project_id, chunk_ids[0]],
  );
  await insert(
    "insert into question_writings (organization_id, source_id, project_id, status, total, started_by_label) values ($1, $2, $3, 'done', 1, 'Owner')",
    [id, source_id, project_id],
  );
  await insert(
    "insert into settled_questions (organization_id, project_id, question_hash, question, state) values ($1, $2, sha256('how'), 'How?', 'dismissed')",
    [id, project_id],
  );
  await insert(
    `insert into check_results (organization_id, check_id, run_id, check_version, question, change, verdict, answer)
     values ($1, $2, $3, 1, 'How?', 'unanswered', 'unavailable', '')`,
    [id, check_id, check_run_id],
  );
  const secret = { id: newId("sec"), sealed: "\\x00" };
  await insert("insert into secrets (organization_id, id, purpose, sealed, key_version) values ($1, $2, 'visitor identity', $3, '')", [
    id,
    secret.id,
    secret.sealed,
  ]);
  await insert("insert into identity_secrets (organization_id, agent_id, secret_id) values ($1, $2, $3)", [id, world.agent_id, secret.id]);
  await insert("insert into erased_conversations (organization_id, id) values ($1, $2)", [id, newId("cnv")]);
  await insert("insert into embedding_models (organization_id, provider_id, model_name) values ($1, $2, 'embed-small')", [
    id,
    world.provider_id,
  ]);
  await insert(
    `insert into confirmations (organization_id, project_id, conversation_id, message_id, tool, input, question, sent_to, expires_at)
     select organization_id, project_id, conversation_id, id, 'cancel_order', '{}', '', 'api.example.com', now() from messages
     where organization_id = $1 and role = 'agent' limit 1`,
    [id],
  );
  await insert("insert into search_backlogs (organization_id, kind) values ($1, 'audit')", [id]);
  await insert("insert into parser_times (organization_id, seconds) values ($1, 1)", [id]);
  await insert("insert into account_events (user_id, kind, organization_id) values ($1, 'api_key_first_used', $2)", [owner.id, id]);
  await insert("insert into status_changes (organization_id, id, status, actor_label) values ($1, $2, 'active', 'Operator')", [
    id,
    newId("sta"),
  ]);
  await insert("insert into audit_seals (organization_id, sequence, hour, entry_count, digest) values ($1, 1, now(), 1, repeat('0', 64))", [
    id,
  ]);
  await insert("insert into calendar_zones (organization_id, starts_at, first_day, time_zone) values ($1, 'epoch', '1970-01-01', 'UTC')", [
    id,
  ]);
  for (const [table, slot] of [
    ["usage_hours", "hour"],
    ["usage_days", "day"],
    ["usage_periods", "month"],
  ] as const) {
    await insert(
      `insert into ${table} (organization_id, kind, ${slot}, project_id, agent_id, channel, quantity) values ($1, 'answers', '2026-01-01', $2, '', '', 1)`,
      [id, project_id],
    );
  }
  await insert(
    `insert into analytics_sums (organization_id, project_id, size, starts_at, agent_id, conversations, solved, answered, suggested, declined,
       rated_up, rated_down, asked, taken_over, expired, first_ms, first_counts, response_seconds, with_people)
     values ($1, $2, 'quarter', 'epoch', $3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, '{}', '{}', '{}', '{}')`,
    [id, project_id, world.agent_id],
  );
  await insert("insert into usage_names (organization_id, id, name) values ($1, $2, 'Former project')", [id, newId("prj")]);
  await insert("insert into record_caps (organization_id, kind, set_by, cap) values ($1, 'agents', 'operator', 7)", [id]);
  await insert("insert into budgets (organization_id) values ($1)", [id]);
  const { rows } = await test.database.admin.query<{ id: string }>(
    `insert into budget_meters (organization_id, kind, agent_id, set_by, cap, warn_only, used, period_from, period_to)
     values ($1, 'answers', $2, 'owner', 10, true, 0, 'epoch', '2100-01-01') returning id`,
    [id, world.agent_id],
  );
  await insert("insert into budget_reservations (organization_id, key, meter_id, quantity, lease_until) values ($1, 'act', $2, 1, now())", [
    id,
    rows[0]!.id,
  ]);
  await insert("insert into billing_accounts (organization_id, stripe_customer_id, emails) values ($1, $2, '{money@example.com}')", [
    id,
    `cus_${id}`.slice(0, 20),
  ]);
  await insert(
    "insert into subscriptions (organization_id, id, stripe_subscription_id, plan, status, currency, seats_paid, started_at, period_starts_at, period_ends_at) values ($1, $2, 'sub_1', 'pro', 'active', 'eur', 0, now(), now(), now())",
    [id, newId("sub")],
  );
  await insert("insert into stripe_events (organization_id, event_id, type) values ($1, 'evt_1', 'invoice.paid')", [id]);
  await insert("insert into meter_events (organization_id, kind, hour, position, quantity) values ($1, 'answers', now(), 1, 1)", [id]);
  await insert("insert into plan_terms (organization_id, from_day, plan, currency) values ($1, current_date, 'pro', 'eur')", [id]);
  await insert("insert into seat_days (organization_id, day, seats) values ($1, current_date, 3)", [id]);
  const invoiceId = newId("ivc");
  await insert(
    `insert into invoices (organization_id, id, issuer, number, kind, status, currency, subtotal, tax, total, issued_at, period_from, period_to, document)
     values ($1, $2, 'stripe', 'A-1', 'invoice', 'open', 'eur', 1, 0, 1, now(), current_date, current_date, '{}')`,
    [id, invoiceId],
  );
  await insert(
    "insert into invoice_lines (organization_id, invoice_id, position, month, from_day, what, quantity, amount) values ($1, $2, 1, current_date, current_date, 'plan', 1, 1)",
    [id, invoiceId],
  );
  await insert("insert into site_pages (organization_id, source_id, url, depth) values ($1, $2, 'https://example.com/', 0)", [
    id,
    site_source_id,
  ]);
  await insert(
    `insert into site_changes (organization_id, source_id, run, url, title, kind, before, after, words_added, words_removed)
     values ($1, $2, 2, 'https://example.com/', 'Hours', 'new', '[]', '[]', 5, 0)`,
    [id, site_source_id],
  );
  await insert(
    `insert into conversation_summaries (organization_id, conversation_id, text, model, covers_until, covers)
     select organization_id, id, 'They ask about parcels.', 'a model', id, 1 from conversations where organization_id = $1 and id = $2`,
    [id, world.conversation_id],
  );
  await insert(
    `insert into conversation_notices (organization_id, membership_id, conversation_id)
     select organization_id, $3, id from conversations where organization_id = $1 and id = $2`,
    [id, world.conversation_id, owner.membershipId],
  );
  // Over the API: an audit entry with the key of its repetition, and a file whose reading waits in the queue.
  await call(test, owner, `PATCH /v1/organizations/${id}`, { name: "Test Company" }, { "idempotency-key": "rename" });
  const text = await call(test, owner, `POST /v1/organizations/${id}/projects/${project_id}/sources/texts`, {
    name: "Note",
    text: "Noted in passing.",
  });
  if (text.status !== 201) throw new Error(`The text was not stored: ${JSON.stringify(text.body)}`);
}
