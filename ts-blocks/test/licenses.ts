import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { prepareMageVenv } from "../local/mage-venv";
import { runCommand } from "../local/run-command";
import { defaultLocalDir, repositoryRoot } from "../src/repository-root";
import { LICENSES_FILE, licensesPage, npmLicenses, type Package } from "./support/licenses";

/** `npm run licenses`: lists the third-party programs of the image, with the licences that they name. */
async function main(): Promise<void> {
  const projectDir = join(repositoryRoot(), "mage_project");
  const say = (line: string) => process.stderr.write(`licenses: ${line}\n`);
  const python = await prepareMageVenv({ projectDir, link: join(defaultLocalDir(), "mage"), env: process.env, say });
  const more = mkdtempSync(join(tmpdir(), "licenses-"));
  try {
    const lists = ["--no-deps", "--require-hashes", "-r", join(repositoryRoot(), "docker", "requirements-k8s.txt")];
    await runCommand(join(dirname(python), "uv"), ["pip", "install", "--target", more, ...lists], () => undefined);
    let printed = "";
    const program = `import sys; sys.path[:0] = [${JSON.stringify(more)}, ${JSON.stringify(repositoryRoot())}]; from mage_project.tests.licenses import main; main()`;
    await runCommand(python, ["-c", program], (line) => {
      printed += line;
    });
    writeFileSync(join(repositoryRoot(), LICENSES_FILE), licensesPage(npmLicenses(), JSON.parse(printed) as Package[]));
  } finally {
    rmSync(more, { recursive: true, force: true });
  }
}

void main();
