import type { SecretsApi } from "../../src/operator/mage-secrets";

/** Mage Secrets as its API serves them. `trace` notes the requests. The given number of creations fail first. */
export class SecretsInMemory implements SecretsApi {
  readonly trace: string[] = [];
  private readonly held: Map<string, string>;

  constructor(
    values: Record<string, string> = {},
    private refusals = 0,
  ) {
    this.held = new Map(Object.entries(values));
  }

  get values(): Record<string, string> {
    return Object.fromEntries(this.held);
  }

  async secretNames(): Promise<string[]> {
    return [...this.held.keys()];
  }

  async createSecret(name: string, value: string): Promise<void> {
    this.trace.push(`create ${name}`);
    if (this.refusals-- > 0 || this.held.has(name)) throw new Error("Mage is busy");
    this.held.set(name, value);
  }

  async deleteSecret(name: string): Promise<void> {
    this.trace.push(`delete ${name}`);
    if (!this.held.delete(name)) throw new Error("there is no such secret");
  }
}
