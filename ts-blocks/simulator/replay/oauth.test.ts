// @module-tag recordings
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hear } from "../testing/caller";
import { shapeOf } from "../testing/recordings";
import { Stage, without } from "./stage";

let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open("oauth");
});

afterAll(() => stage.qbo.close());

describe("the token endpoint", () => {
  const refreshing = (token: string) => stage.caller.token({ grant_type: "refresh_token", refresh_token: token });

  test.each([
    "intuit-oauth-jsclient.bearer-token",
    "intuit-oauth-jsclient.refreshResponse",
    "intuit-dotnet-sdk.success_token_response",
  ])("oauth/%s.json: same structure, except an id_token", async (name) => {
    const recorded = JSON.parse(stage.cover(`oauth/${name}.json`)) as object;
    await stage.at("");
    const heard = await refreshing(stage.caller.refreshToken);
    expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(without(recorded, "id_token")));
  });

  test("oauth/intuit-oauth-jsclient.authResponse.json and response.json: the same answer within a client's own object", async () => {
    const recorded = JSON.parse(stage.cover("oauth/intuit-oauth-jsclient.authResponse.json")) as {
      body: string;
      response: { status: number; headers: Record<string, string> };
    };
    const other = JSON.parse(stage.cover("oauth/intuit-oauth-jsclient.response.json")) as {
      body: string;
      status: number;
    };
    await stage.at("");
    const heard = await refreshing(stage.caller.refreshToken);
    for (const { body, status } of [{ ...recorded.response, body: recorded.body }, other]) {
      expect(heard.status).toBe(status);
      expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(without(JSON.parse(body), "id_token")));
    }
    expect(heard.headers.get("cache-control")).toBe(recorded.response.headers["cache-control"]);
    expect(heard.headers.get("content-type")?.toLowerCase()).toBe(
      recorded.response.headers["content-type"]?.toLowerCase(),
    );
    expect(heard.headers.has("intuit_tid")).toBe(true);
  });

  test.each([
    ["oauth/400.invalid_grant.bare.json", undefined],
    ["oauth/400.invalid_grant.token-invalid.json", "invalid-grant-token-invalid"],
    ["oauth/400.invalid_grant.incorrect-or-invalid-refresh-token.json", "invalid-grant-incorrect-token"],
  ] as const)("%s has the same bytes", async (file, fault) => {
    const body = stage.cover(file);
    await stage.at("");
    if (fault !== undefined) stage.qbo.scenario([{ match: { kind: "oauth" }, fault }]);
    expect(await refreshing("nonsense")).toMatchObject({ status: 400, text: body });
  });

  test("oauth/intuit-oauth-jsclient.errorResponse.json: the same body within a client's own object", async () => {
    const recorded = JSON.parse(stage.cover("oauth/intuit-oauth-jsclient.errorResponse.json")) as {
      body: string;
      response: { status: number };
    };
    stage.qbo.scenario([{ match: { kind: "oauth" }, fault: "invalid-grant-token-invalid" }]);
    expect(await refreshing("nonsense")).toMatchObject({ status: recorded.response.status, text: recorded.body });
    stage.qbo.calm();
  });

  test("oauth/400.invalid_grant.authorization-code.json has the same bytes, and so has any failure the same structure", async () => {
    const body = stage.cover("oauth/400.invalid_grant.authorization-code.json");
    const heard = await stage.caller.token({
      grant_type: "authorization_code",
      code: "nonsense",
      redirect_uri: "http://127.0.0.1/",
    });
    expect(heard).toMatchObject({ status: 400, text: body });
    const placeholder = stage.cover("oauth/intuit-dotnet-sdk.failure_token_response.json");
    expect(shapeOf(JSON.parse(heard.text))).toEqual(shapeOf(JSON.parse(placeholder)));
  });

  test("oauth/invalid_client.bare.json has the same bytes", async () => {
    const body = stage.cover("oauth/invalid_client.bare.json");
    const heard = await stage.caller.token(
      { grant_type: "refresh_token", refresh_token: "x" },
      { authorization: "Basic bm9ib2R5Om5vdGhpbmc=" },
    );
    expect(heard).toMatchObject({ status: 401, text: body });
  });

  test("revocation: oauth/intuit-dotnet-sdk.success_revoketoken_response.json and its failure have the same structure", async () => {
    const recorded = stage.cover("oauth/intuit-dotnet-sdk.success_revoketoken_response.json");
    const failure = stage.cover("oauth/intuit-dotnet-sdk.failure_token_revocation_response.json");
    await stage.at("");
    const { clientId, clientSecret } = stage.qbo.credentials;
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const revoke = (token: string) =>
      hear(stage.qbo.oauthRevokeUrl, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ token }),
      });
    expect(shapeOf(JSON.parse((await revoke("nonsense")).text))).toEqual(shapeOf(JSON.parse(failure)));
    expect(JSON.parse((await revoke(stage.caller.refreshToken)).text)).toEqual(JSON.parse(recorded));
  });

  test("oauth/intuit-dotnet-sdk.discovery.json: same structure, this machine's addresses", async () => {
    const body = stage.cover("oauth/intuit-dotnet-sdk.discovery.json");
    const heard = await hear(`${stage.qbo.url}/.well-known/openid_sandbox_configuration`, {});
    expect(Object.keys(JSON.parse(heard.text) as object)).toEqual(Object.keys(JSON.parse(body) as object));
  });
});

test("every recording of this file was replayed", () => stage.expectAllCovered());
