import fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import { notFoundPage, unauthorized } from "../faults/gateway";
import type { AuthorizationCodes } from "../oauth/codes";
import { type Answer, addOAuthRoutes } from "../oauth/routes";
import type { Moment } from "../stamps";
import type { World } from "../world";
import { faultReply } from "./envelope";
import type { Reply } from "./reply";
import { serveApi } from "./serve";
import { send } from "./wire";

const BODY_BYTES_MAX = 4 * 1024 * 1024;
const PARAMETER_LENGTH_MAX = 2000;

/** The public server: the token endpoint and the API of one company. */
export function createServer(world: World, codes: AuthorizationCodes): FastifyInstance {
  const app = fastify({
    bodyLimit: BODY_BYTES_MAX,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    forceCloseConnections: true,
  });
  acceptAnyText(app);
  const answer: Answer = async (request, out, work) => {
    const startedMs = performance.now();
    await send(request, out, await work(), startedMs, world.clock.now());
    return out;
  };

  addOAuthRoutes(app, world, codes, answer);

  app.all("/v3/company/:realm/*", (request, out) =>
    answer(request, out, () => {
      const { pathname, searchParams } = new URL(request.raw.url ?? "/", "http://simulator.invalid");
      const [, , , realm = "", ...path] = pathname.split("/");
      return serveApi(world, {
        method: request.method,
        realm,
        path: path.map(decoded),
        query: searchParams,
        body: textOf(request.body),
        contentType: request.headers["content-type"],
        authorization: request.headers.authorization,
        accept: request.headers.accept,
        arrived: world.moment(),
      });
    }),
  );

  app.setNotFoundHandler((request, out) =>
    answer(request, out, async () => unauthorizedOrMissing(request, world.moment())),
  );
  app.setErrorHandler((error: Error, request, out) =>
    answer(request, out, async () => {
      const text = {
        message: "An application error has occurred while processing your request",
        detail: `System Failure Error: ${error.message}`,
        code: "10000",
        type: "SystemFault",
      };
      return faultReply(500, text, world.moment());
    }),
  );
  return app;
}

function acceptAnyText(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : "";
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function unauthorizedOrMissing(request: FastifyRequest, now: Moment): Reply {
  if (request.headers.authorization === undefined && request.url.startsWith("/v3/")) {
    return unauthorized("Malformed bearer token: too short or too long", now);
  }
  return notFoundPage(request.url);
}
