import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { Reply } from "../http/reply";
import { serveOAuth } from "../http/serve";
import type { World } from "../world";
import type { AuthorizationCodes } from "./codes";
import { type ConsentRequest, consentPage, consentSchema, decidedAddress, refusedPage } from "./consent";
import { discovery } from "./discovery";
import { answerRevoke, answerToken } from "./endpoint";

export type Answer = (request: FastifyRequest, out: FastifyReply, work: () => Promise<Reply>) => Promise<FastifyReply>;

/** The authorization server: consent pages, token endpoint, revocation, discovery. */
export function addOAuthRoutes(app: FastifyInstance, world: World, codes: AuthorizationCodes, answer: Answer): void {
  app.post("/oauth2/v1/tokens/bearer", (request, out) =>
    answer(request, out, () =>
      serveOAuth(world, "oauth", (pause) =>
        answerToken(
          world.grant,
          codes,
          {
            authorization: request.headers.authorization,
            contentType: request.headers["content-type"],
            body: String(request.body ?? ""),
            wantsHardExpiry: request.headers["x-include-refresh-token-hard-expires-in"] === "true",
          },
          pause,
        ),
      ),
    ),
  );
  app.post("/v2/oauth2/tokens/revoke", (request, out) =>
    answer(request, out, () =>
      serveOAuth(world, "revoke", async (pause) => {
        await pause();
        return answerRevoke(world.grant, request.headers.authorization, String(request.body ?? ""));
      }),
    ),
  );
  for (const path of ["/.well-known/openid_configuration", "/.well-known/openid_sandbox_configuration"]) {
    app.get(path, (request, out) =>
      answer(request, out, async () => ({ status: 200, type: "json-bare", body: discovery(`http://${request.host}`) })),
    );
  }
  app.get("/connect/oauth2", (request, out) => answer(request, out, async () => showConsent(world, request.query)));
  app.post("/connect/oauth2/decision", (request, out) =>
    answer(request, out, async () => decide(world, codes, new URLSearchParams(String(request.body ?? "")))),
  );
}

function showConsent(world: World, query: unknown): Reply {
  const parsed = consentSchema.safeParse(query);
  if (!parsed.success) return pageReply(400, refusedPage(z.prettifyError(parsed.error)));
  if (parsed.data.client_id !== world.grant.identity.clientId)
    return pageReply(400, refusedPage("invalid_client: no app has this client_id"));
  const choice = { realmId: world.grant.identity.realmId, companyName: world.company.name };
  return pageReply(200, consentPage(parsed.data, [choice]));
}

function decide(world: World, codes: AuthorizationCodes, form: URLSearchParams): Reply {
  const parsed = consentSchema.safeParse(Object.fromEntries(form));
  if (!parsed.success) return pageReply(400, refusedPage(z.prettifyError(parsed.error)));
  const request: ConsentRequest = parsed.data;
  if (form.get("decision") !== "connect") return redirect(decidedAddress(request, { error: "access_denied" }));
  const realmId = form.get("realmId");
  if (realmId !== world.grant.identity.realmId || request.client_id !== world.grant.identity.clientId) {
    return pageReply(400, refusedPage("this company is not yours to connect"));
  }
  const code = codes.issue(request.redirect_uri, request.code_challenge);
  return redirect(decidedAddress(request, { code, realmId }));
}

function pageReply(status: number, body: string): Reply {
  return { status, type: "html", body, headers: { "Cache-Control": "no-store" } };
}

function redirect(location: string): Reply {
  return { status: 302, type: "html", body: "", headers: { Location: location, "Cache-Control": "no-store" } };
}
