/** The files of a noun, as ARCHITECTURE.md's recipes have them: notes of an organization. `recipe.test.ts` adds them to a copy. */
export const filesOfNotes: Readonly<Record<string, string>> = {
  "features/notes/feature.ts": `import type { Feature } from "#access/feature.ts";
import { sampleOf } from "#access/sample.ts";
import { createNote } from "./server/create-note.ts";
import { routes } from "./server/routes.ts";

/** What people of an organization note. */
export const notes: Feature = {
  name: "notes",
  routes,
  nouns: [{ name: "note", label: "Notes" }],
  tables: {
    notes: { archive: { name: "notes", what: "A note.", columns: ["id", "text", "created_at"] }, counted: "note" },
  },
  sample: sampleOf(createNote, "note_id"),
};
`,
  "features/notes/contract.ts": `import { z } from "zod";

export const Note = z.object({ id: z.string(), text: z.string(), created_at: z.string() });

export const CreateNote = z.object({ text: z.string().trim().min(1, "Write something.").max(500, "A note has at most 500 characters.") });
`,
  "features/notes/server/routes.ts": `import { route, type Route } from "#access/router.ts";
import { createNote } from "./create-note.ts";
import { listNotes } from "./list-notes.ts";
import { readNote } from "./read-note.ts";

const notes = "/v1/organizations/{organization_id}/notes";

export const routes: Route[] = [
  route(\`GET \${notes}\`, listNotes),
  route(\`POST \${notes}\`, createNote),
  route(\`GET \${notes}/{note_id}\`, readNote),
];
`,
  "features/notes/server/create-note.ts": `import { operation } from "#access/operation.ts";
import { named } from "#access/says.ts";
import { newId } from "#platform/ids.ts";
import { CreateNote, Note } from "../contract.ts";

export const createNote = operation({
  name: "note.create",
  summary: "Creates a note.",
  scope: "organization",
  kind: "write",
  says: (entry) => \`created the note\${named(entry)}\`,
  permission: "note:create",
  input: CreateNote,
  output: Note,
  status: 201,
  example: () => ({ input: { text: "Order new brochures." } }),
  async run({ db, organization, audit }, { text }) {
    const note = await db
      .insertInto("notes")
      .values({ organization_id: organization.id, id: newId("not"), text })
      .returningAll()
      .executeTakeFirstOrThrow();
    audit({ target: { type: "note", id: note.id, label: text }, after: { text } });
    return note;
  },
});
`,
  "features/notes/server/list-notes.ts": `import { PageQuery, Page } from "#access/list.ts";
import { operation } from "#access/operation.ts";
import { Note } from "../contract.ts";

export const listNotes = operation({
  name: "note.list",
  summary: "The organization's notes, newest first.",
  scope: "organization",
  kind: "read",
  permission: "note:read",
  input: PageQuery,
  output: Page(Note),
  example: () => ({}),
  async run({ db, organization }, { page, per_page }) {
    const notes = db.selectFrom("notes").where("organization_id", "=", organization.id);
    const { total } = await notes.select(({ fn }) => fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
    const data = await notes
      .selectAll()
      .orderBy("id", "desc")
      .limit(per_page)
      .offset((page - 1) * per_page)
      .execute();
    return { data, total, page, per_page };
  },
});
`,
  "features/notes/server/read-note.ts": `import { z } from "zod";
import { operation } from "#access/operation.ts";
import { notFound } from "#platform/errors.ts";
import { Note } from "../contract.ts";

export const readNote = operation({
  name: "note.read",
  summary: "A note.",
  scope: "organization",
  kind: "read",
  permission: "note:read",
  params: ["note_id"],
  input: z.object({}),
  output: Note,
  example: ({ note_id }) => ({ params: { note_id } }),
  async run({ db, organization, params }) {
    const note = await db
      .selectFrom("notes")
      .selectAll()
      .where("organization_id", "=", organization.id)
      .where("id", "=", params.note_id)
      .executeTakeFirst();
    if (!note) throw notFound("There is no such note.");
    return note;
  },
});
`,
  "features/notes/dashboard/messages.ts": `import { catalog } from "#browser/catalog.ts";

export const t = catalog({
  notesPage: { notes: "Notes" },
});
`,
  "features/notes/dashboard/messages.de.ts": `import type { Translation } from "#browser/catalog.ts";
import type { t } from "./messages.ts";

export default {
  notesPage: { notes: "Notizen" },
} satisfies Translation<typeof t>;
`,
  "features/notes/dashboard/notes-page.tsx": `import { useQuery } from "@tanstack/react-query";
import { organizationApi } from "#browser/api/api.ts";
import { listOf } from "#browser/api/list.ts";
import { useOrganizationId } from "#browser/api/organization.ts";
import { Note } from "../contract.ts";
import { t } from "./messages.ts";

/** What people of the organization noted, newest first. */
export function NotesPage() {
  const organizationId = useOrganizationId();
  const { data } = useQuery({
    queryKey: [organizationId, "notes"],
    queryFn: ({ signal }) => organizationApi(organizationId)("/notes", listOf(Note), { signal }),
  });
  return (
    <ul aria-label={t("notesPage.notes")}>
      {data?.data.map((note) => (
        <li key={note.id}>{note.text}</li>
      ))}
    </ul>
  );
}
`,
};

/** What it takes outside its folder: in each file, what is written before which line that is there. */
export const editsForNotes: Readonly<Record<string, readonly [before: string, text: string][]>> = {
  "access/permissions.ts": [
    [
      '  "phone_number:create": {',
      `  "note:read": { roles: makers, verb: "read", thing: "notes", tick: "Read notes" },
  "note:create": { roles: makers, verb: "create", thing: "notes", tick: "Create notes" },
`,
    ],
    ['  phone_number: { label: "Phone numbers" },', '  note: { label: "Notes" },\n'],
  ],
  "dashboard/router.tsx": [
    [
      "const members = createRoute({",
      `const notes = createRoute({
  getParentRoute: () => organization,
  path: "notes",
  component: lazyRouteComponent(() => import("#features/notes/dashboard/notes-page.tsx"), "NotesPage"),
  staticData: { entry: { label: t("router.notes"), icon: Folder, section: "organization", permission: "note:read", help: "notes" } },
});
`,
    ],
    ["      members,\n      auditLog,", "      notes,\n"],
  ],
  "dashboard/messages.ts": [['    teamMembers: "Team Members",', '    notes: "Notes",\n']],
  "dashboard/messages.de.ts": [['    teamMembers: "Teammitglieder",', '    notes: "Notizen",\n']],
  "docs/index.md": [["- [Several tabs](browser-tabs.md)", "- [Notes](notes.md): What people note for each other.\n"]],
  "features/index.ts": [
    ["import { operator }", 'import { notes } from "#features/notes/feature.ts";\n'],
    ["  exports,\n", "  notes,\n"],
  ],
  "platform/database/schema.ts": [
    [
      "export interface Organizations {",
      `export interface Notes {
  created_at: Generated<ColumnType<string, Date | string | undefined, Date | string>>;
  id: string;
  organization_id: string;
  text: string;
}

`,
    ],
    ["  organizations: Organizations;", "  notes: Notes;\n"],
  ],
  "platform/ids.ts": [['  invoice_id: "ivc",', '  note_id: "not",\n']],
};

export const docsOfNotes = "# Notes\n\nWhat people note for each other stands on the page **Notes**.\n";

export const migrationOfNotes = `create table notes (
  organization_id text collate "C" not null references organizations (id) on delete cascade,
  id text collate "C" not null,
  text text not null,
  created_at timestamptz(3) not null default now(),
  primary key (organization_id, id)
);
select protect_table('notes');
`;
