import axios, { type AxiosInstance, type AxiosResponse } from "axios";
import type { Role } from "./doors";

const API_KEY = "zkWlN0PkIKSN0C11CfUHUj84OT5XOJ6tDZ6bDRO2";
const PASSWORD = "not-a-secret-of-anybody";
const TIMEOUT_MS = 60_000;
const AT_ONCE = 8;

export interface Ask {
  readonly method: string;
  readonly path: string;
}

/** A running Mage, and the owner's sign-in. */
export interface ServedMage {
  readonly url: string;
  readonly owner: { readonly email: string; readonly password: string };
}

/** Sends requests to Mage's port as a user of a role, or without a sign-in. */
export class MageVisitor {
  private constructor(private readonly http: AxiosInstance) {}

  /** A visitor of each role. The viewer and the editor are created for this. */
  static async ofEachRole(mage: ServedMage): Promise<Record<Role, MageVisitor>> {
    const anyone = new MageVisitor(client(mage.url));
    const owner = await anyone.signIn(mage.url, mage.owner);
    const { roles } = (await owner.ask({ method: "GET", path: "/api/roles" })).data;
    const made = async (name: "viewer" | "editor") => {
      const { id } = roles.find((role: { name: string }) => role.name.toLowerCase() === name);
      const user = { email: `${name}@example.com`, password: PASSWORD };
      const fields = { ...user, username: name, password_confirmation: PASSWORD, roles_new: [id] };
      await owner.ask({ method: "POST", path: "/api/users" }, { user: fields });
      return anyone.signIn(mage.url, user);
    };
    return { anyone, viewer: await made("viewer"), editor: await made("editor"), owner };
  }

  static asOwner(mage: ServedMage): Promise<MageVisitor> {
    return new MageVisitor(client(mage.url)).signIn(mage.url, mage.owner);
  }

  private async signIn(url: string, session: { email: string; password: string }): Promise<MageVisitor> {
    const { data } = await this.ask({ method: "POST", path: "/api/sessions" }, { session });
    if (!data.session?.token) throw new Error(`${session.email} cannot sign in`);
    return new MageVisitor(client(url, data.session.token));
  }

  ask({ method, path }: Ask, data: unknown = {}): Promise<AxiosResponse> {
    return this.http.request({ method, url: path, ...(method === "GET" ? {} : { data }) });
  }

  /** The requests that reached Mage. */
  async answered(asks: readonly Ask[]): Promise<Ask[]> {
    const through: Ask[] = [];
    const waiting = [...asks];
    const worker = async () => {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { headers } = await this.ask(next);
        if (headers["x-closed-by"] === undefined) through.push(next);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return asks.filter((each) => through.includes(each));
  }
}

function client(baseURL: string, token?: string): AxiosInstance {
  return axios.create({
    baseURL,
    timeout: TIMEOUT_MS,
    headers: { "X-API-KEY": API_KEY, ...(token === undefined ? {} : { Cookie: `oauth_token=${token}` }) },
    validateStatus: () => true,
    maxRedirects: 0,
    proxy: false,
  });
}
