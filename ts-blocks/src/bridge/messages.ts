import { z } from "zod";

/**
 * The conversation between a Mage block (parent, Python) and the program it starts (child, this code): one JSON object on
 * each line, parent to child on stdin, child to parent on stdout. These schemas are the definition. The tests of TypeScript
 * and of Python read the same recorded conversations in `test/contract/conversations`.
 */
export const PROTOCOL_VERSION = 2;

/** Every secret is kept in Mage Secrets under exactly these names. */
export const SECRET_NAMES = [
  "QBO_CLIENT_ID",
  "QBO_CLIENT_SECRET",
  "QBO_REFRESH_TOKEN",
  "QBO_REALM_ID",
  "QBO_ENV",
  "POSTGRES_HOST",
  "POSTGRES_PORT",
  "POSTGRES_DB",
  "POSTGRES_USER",
  "POSTGRES_PASSWORD",
] as const;
/** How the connection to Postgres is encrypted; each may be missing. */
export const TLS_SECRET_NAMES = [
  "POSTGRES_SSLMODE",
  "POSTGRES_SSLROOTCERT",
  "POSTGRES_SSLCERT",
  "POSTGRES_SSLKEY",
] as const;
export type SecretName = (typeof SECRET_NAMES)[number] | (typeof TLS_SECRET_NAMES)[number];

const json = z.json();
const fields = z.record(z.string(), json);

export const jobMessage = z.object({
  type: z.literal("job"),
  protocol: z.literal(PROTOCOL_VERSION),
  block: z.string(),
  /** The entities that the pipeline's configuration names; none if its variable `entities` names them. */
  entities: z.array(z.string()),
  pipeline: z.string(),
  /** Ids are null if Mage gives none, as under `mage run`. */
  run_ids: z.object({
    mage_pipeline_run_id: z.number().int().nullable(),
    mage_block_run_id: z.number().int().nullable(),
  }),
  /** The runtime variables as Mage merged them, unchecked. */
  variables: fields,
  /** The range of a run that Mage's Backfills page has made; absent for any other run. */
  interval: z.object({ start: z.string(), end: z.string().nullable() }).optional(),
  /** What the upstream blocks returned, in order. */
  upstream: z.array(json),
});
export type JobMessage = z.infer<typeof jobMessage>;

/**
 * The access token that all programs of the connection use. It is kept beside the refresh token and under the same lease. It
 * is absent if nobody has signed in with the stored refresh token, or if the other side does not support it.
 */
export const accessMessage = z.object({
  token: z.string().min(1),
  issued_at_utc: z.iso.datetime(),
  ends_at_utc: z.iso.datetime(),
});
export type AccessMessage = z.infer<typeof accessMessage>;

export const parentMessage = z.discriminatedUnion("type", [
  jobMessage,
  /**
   * Answers `need`; a secret that Mage does not hold is null. The refresh token is only handed over under a lease, so that two
   * runs cannot use the same one. If Mage holds it, this answer carries a text that says so instead of the token.
   */
  z.object({ type: z.literal("secret"), values: z.record(z.string(), z.string().nullable()) }),
  z.object({
    type: z.literal("token.leased"),
    refresh_token: z.string(),
    /** A value that is not understood counts as absent: the next sign-in brings another, and a run must be able to sign in. */
    access: accessMessage.optional().catch(undefined),
  }),
  z.object({ type: z.literal("token.stored") }),
  /** Answers `token.lease` or `token.rotated`; the reason is a sentence for the operator and holds no token. */
  z.object({ type: z.literal("token.refused"), reason: z.string() }),
]);
export type ParentMessage = z.infer<typeof parentMessage>;

export const LOG_LEVELS = ["debug", "info", "warning", "error"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const failureMessage = z.object({
  type: z.literal("failure"),
  code: z.string().regex(/^[A-Z][A-Z0-9_]*$/),
  /** What happened, one sentence. */
  message: z.string(),
  /** What to do about it, one sentence. */
  remedy: z.string(),
  retryable: z.boolean(),
});
export type FailureMessage = z.infer<typeof failureMessage>;

export const childMessage = z.discriminatedUnion("type", [
  z.object({ type: z.literal("log"), level: z.enum(LOG_LEVELS), message: z.string(), fields }),
  z.object({ type: z.literal("metric"), name: z.string(), fields }),
  z.object({ type: z.literal("progress"), done: z.number(), total: z.number(), unit: z.string() }),
  z.object({ type: z.literal("need"), secrets: z.array(z.enum([...SECRET_NAMES, ...TLS_SECRET_NAMES])) }),
  /** If the lease is still held, asking again renews it. */
  z.object({ type: z.literal("token.lease") }),
  z.object({ type: z.literal("token.rotated"), refresh_token: z.string(), access: accessMessage.optional() }),
  /**
   * The refresh token stays as it is. `accepted` says whether Intuit accepted it; it is absent if the token was not sent or the
   * result is not known. `access` comes with `accepted: true`.
   */
  z.object({
    type: z.literal("token.release"),
    accepted: z.boolean().optional(),
    access: accessMessage.optional(),
  }),
  /** Exactly one of `result` and `failure` comes, and it comes last. */
  z.object({ type: z.literal("result"), output: fields }),
  failureMessage,
]);
export type ChildMessage = z.infer<typeof childMessage>;
