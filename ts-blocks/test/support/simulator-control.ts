import axios from "axios";

interface TruthRecord {
  readonly id: string;
  readonly sha256: string;
}

/** The simulator's control server, for a test in another process. */
export function simulatorControl(controlUrl: string) {
  const http = axios.create({ baseURL: controlUrl, proxy: false });
  return {
    /** Ids and hashes that a correct reader holds for [from, to), or for all time, ordered by id. */
    async truth(entity: string, from?: string, to?: string): Promise<TruthRecord[]> {
      const { data } = await http.get<{ records: TruthRecord[] }>("/truth", { params: { entity, from, to } });
      return data.records.map(({ id, sha256 }) => ({ id, sha256 })).sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    /** A person consents again: every earlier token is invalid. Resolves with the new token. */
    async consent(): Promise<string> {
      return (await http.post<{ refreshToken: string }>("/tokens/consent", {})).data.refreshToken;
    },
    async calls(): Promise<{ total: number; concurrencyMax: number; perSecondMax: number; perMinuteMax: number }> {
      return (await http.get("/calls")).data;
    },
    async resetCalls(): Promise<void> {
      await http.post("/calls/reset", {});
    },
    /** Changes one record, as people do, and resolves with its id. */
    async mutate(change: { op: string; entity: string; pick?: "oldest" | "newest" }): Promise<string> {
      return (await http.post<{ id: string }>("/mutate", change)).data.id;
    },
    async advance(seconds: number): Promise<void> {
      await http.post("/clock", { advanceSeconds: seconds });
    },
    /** Holds back the answers to queries and counts, or releases them. */
    async hold(on: boolean): Promise<void> {
      await http.post("/hold", { on });
    },
    /** The number of requests that are held back. */
    async waiting(): Promise<number> {
      return (await http.get<{ waiting: number }>("/hold")).data.waiting;
    },
    /** Replaces the rules in force. An empty list removes all rules. */
    async scenario(rules: readonly object[]): Promise<void> {
      await http.post("/scenario", rules);
    },
  };
}
