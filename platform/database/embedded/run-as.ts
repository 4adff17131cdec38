import { access, chown, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** How PostgreSQL's programs are started: the words before them, and who their files belong to. */
export type RunAs = { prefix: string[]; owner: { uid: number; gid: number } | null };

const nobody = 65_534;

/**
 * PostgreSQL refuses to run as root, and another user cannot pass a closed home directory: so as root it runs as
 * the owner of the data directory (nobody, where it is new), with the one capability to walk through
 * directories. `--pdeathsig` stops it cleanly when we are killed.
 *
 * @param data PostgreSQL's data directory, which need not exist yet
 * @throws as root without setpriv, with the two ways out
 */
export async function chooseRunAs(data: string): Promise<RunAs> {
  const setpriv = await findProgram("setpriv");
  if (process.getuid?.() !== 0) return { prefix: setpriv ? [setpriv, "--pdeathsig", "INT"] : [], owner: null };
  if (!setpriv) {
    throw new Error(
      "PostgreSQL does not run as root, and setpriv (package util-linux), with which we would start it as another user, " +
        "is missing. Start Botcadence as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  const capability = ["--inh-caps", "+dac_override", "--ambient-caps", "+dac_override"];
  const owner = await ownerOf(data);
  const user = ["--reuid", String(owner.uid), "--regid", String(owner.gid), "--clear-groups"];
  return { prefix: [setpriv, ...user, ...capability, "--pdeathsig", "INT"], owner };
}

/** An ordinary user's directory stays theirs. One that root copied back belongs to root, and is given to nobody. */
async function ownerOf(data: string): Promise<{ uid: number; gid: number }> {
  const found = await stat(data).catch(() => null);
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid };
  if (found) await giveAway(data);
  return { uid: nobody, gid: nobody };
}

async function giveAway(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  for (const entry of entries) await chown(join(entry.parentPath, entry.name), nobody, nobody);
  await chown(folder, nobody, nobody);
}

async function findProgram(name: string): Promise<string | null> {
  if (process.platform !== "linux") return null;
  const folders = ["/usr/bin", "/bin", "/usr/local/bin"];
  for (const folder of folders) {
    const path = join(folder, name);
    if (
      await access(path).then(
        () => true,
        () => false,
      )
    )
      return path;
  }
  return null;
}
