import type { Simulator } from "../simulator";

/** A plain caller for the simulator's own tests: no retry, no interpretation, the body as text. */
export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export class Caller {
  accessToken = "";
  refreshToken: string;
  readonly #simulator: Simulator;

  constructor(simulator: Simulator) {
    this.#simulator = simulator;
    this.refreshToken = simulator.credentials.refreshToken;
  }

  /** A caller with an access token. */
  static async of(simulator: Simulator): Promise<Caller> {
    const caller = new Caller(simulator);
    await caller.refresh();
    return caller;
  }

  async refresh(): Promise<Heard> {
    const heard = await this.token({ grant_type: "refresh_token", refresh_token: this.refreshToken });
    if (heard.status !== 200) return heard;
    const pair = JSON.parse(heard.text) as { access_token: string; refresh_token: string };
    this.accessToken = pair.access_token;
    this.refreshToken = pair.refresh_token;
    return heard;
  }

  token(form: Record<string, string>, headers: Record<string, string> = {}): Promise<Heard> {
    const { clientId, clientSecret } = this.#simulator.credentials;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    return hear(this.#simulator.oauthTokenUrl, {
      method: "POST",
      headers: { authorization, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(form).toString(),
    });
  }

  /** A path below the company, such as `customer/5`. */
  get(path: string, headers: Record<string, string> = {}): Promise<Heard> {
    return hear(this.#address(path), { headers: { ...this.#headers(), ...headers } });
  }

  post(path: string, body: string, headers: Record<string, string> = {}): Promise<Heard> {
    const type = { "content-type": "application/json" };
    return hear(this.#address(path), { method: "POST", headers: { ...this.#headers(), ...type, ...headers }, body });
  }

  query(statement: string, headers: Record<string, string> = {}): Promise<Heard> {
    return this.get(`query?minorversion=75&query=${encodeURIComponent(statement)}`, headers);
  }

  /** The rows of a query that has to succeed. */
  async rows(statement: string): Promise<Record<string, unknown>[]> {
    const { text } = await this.query(statement);
    const { QueryResponse: response } = JSON.parse(text) as { QueryResponse?: Record<string, unknown> };
    if (response === undefined) throw new Error(`no rows: ${text}`);
    const rows = Object.values(response).find(Array.isArray);
    return (rows ?? []) as Record<string, unknown>[];
  }

  async ids(statement: string): Promise<string[]> {
    return (await this.rows(statement)).map((row) => String(row.Id));
  }

  async count(statement: string): Promise<number> {
    const { text } = await this.query(statement);
    return (JSON.parse(text) as { QueryResponse: { totalCount: number } }).QueryResponse.totalCount;
  }

  #address(path: string): string {
    return `${this.#simulator.apiBaseUrl}/v3/company/${this.#simulator.credentials.realmId}/${path}`;
  }

  #headers(): Record<string, string> {
    return { authorization: `Bearer ${this.accessToken}`, accept: "application/json" };
  }
}

export async function hear(url: string, init: RequestInit): Promise<Heard> {
  const response = await fetch(url, init);
  return { status: response.status, headers: response.headers, text: await response.text() };
}
