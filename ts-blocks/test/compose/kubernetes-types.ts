import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const VALIDATOR = "kubernetes-validate==1.37.0";
const run = promisify(execFile);

/** Kubernetes' published types, from a Python package. */
export class KubernetesTypes implements Disposable {
  private constructor(private readonly folder: string) {}

  static async install(): Promise<KubernetesTypes> {
    const types = new KubernetesTypes(mkdtempSync(join(tmpdir(), "qbo-kubernetes-")));
    await run("python3", ["-m", "venv", types.folder]);
    await run(types.program("pip"), ["install", "--quiet", "--disable-pip-version-check", VALIDATOR]);
    return types;
  }

  /** The faults of a manifest with one object or several; empty when it is valid. A field that no type knows is a fault. */
  async faults(manifest: string): Promise<string> {
    const file = join(this.folder, "manifest.yaml");
    writeFileSync(file, manifest);
    return run(this.program("kubernetes-validate"), ["--strict", "--quiet", file]).then(
      () => "",
      ({ stdout, stderr }: { stdout: string; stderr: string }) => stdout + stderr || "refused without a word",
    );
  }

  [Symbol.dispose](): void {
    rmSync(this.folder, { recursive: true });
  }

  private program(name: string): string {
    return join(this.folder, "bin", name);
  }
}
