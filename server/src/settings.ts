import { join, resolve } from "node:path";
import { z } from "zod";
import { describeVariables } from "./settings/describe-variables.ts";
import { list, number, onOff, secret, seconds, text, usually, whole } from "./settings/value.ts";
import { readVariable, readVariables, type Variables } from "./settings/read-variables.ts";

/**
 * Every option of the server, one line each: environment variable, type, default, help.
 * `whowrote serve --help` prints this table, and a value that does not fit stops the start by name.
 */
const settingsSchema = z.object({
  // Where it listens.
  host: text("API_HOST", "address to listen on; any but a loopback address requires keys").default("127.0.0.1"),
  port: whole("API_PORT", 0, 65_535, "port to listen on; 0 takes a free one").default(58_000),
  allowedHosts: list(
    "WHOWROTE_ALLOWED_HOSTS",
    "names under which browsers may reach it beside the loopback ones, separated by commas",
  ).default([]),
  corsOrigins: list(
    "WHOWROTE_CORS_ORIGINS",
    "web origins whose pages may call the API, separated by commas; none by default",
  ).default([]),
  trustedProxies: list(
    "WHOWROTE_TRUSTED_PROXIES",
    "addresses or networks (10.0.0.0/8) of proxies whose X-Forwarded-For is believed, separated by commas; none by default",
  ).default([]),

  page: usually(text("WHOWROTE_PAGE", "folder of the built page"), "the one that npm run build makes").optional(),

  // Where it keeps things.
  data: usually(
    text("WHOWROTE_DATA", "folder of the embedded database and of the secrets"),
    "whowrote in XDG_DATA_HOME, else ~/.local/share/whowrote",
  ).optional(),
  databaseUrl: secret("DATABASE_URL", "postgres://… of a PostgreSQL 15 or newer, in place of the embedded database"),
  databaseHost: text("DB_HOST", "host of that PostgreSQL, where DATABASE_URL is not given").optional(),
  databasePort: whole("DB_PORT", 1, 65_535, "its port").default(5432),
  databaseUser: text("DB_USER", "its user").default("whowrote"),
  databasePassword: secret("DB_PASSWORD", "its password"),
  databaseName: text("DB_NAME", "its database").default("whowrote"),
  databaseConnections: whole("WHOWROTE_DB_CONNECTIONS", 1, 200, "connections to PostgreSQL at most").default(10),
  storeCode: onOff("WHOWROTE_STORE_CODE", "keep the judged code beside its verdict").default(false),
  retentionDays: whole(
    "WHOWROTE_RETENTION_DAYS",
    0,
    36_500,
    "predictions and finished jobs older than this are deleted; 0 keeps them for ever",
  ).default(0),

  statsSeconds: seconds(
    "WHOWROTE_STATS_SECONDS",
    0,
    3600,
    "counts may be so old: each is a walk through all predictions, and the embedded database does one thing at a time",
  ).default(10),

  // What judges.
  models: usually(text("WHOWROTE_MODELS", "folder of checkpoints"), "the installed ones").optional(),
  model: text("WHOWROTE_MODEL", "checkpoint that answers when none was promoted: a name in the folder").default(
    "quick",
  ),
  encoder: text(
    "WHOWROTE_ENCODER",
    "encoder whose vectors similarity compares too: a folder, or the name of an installed or pulled one; models/similarity where it is installed",
  ).optional(),
  falsePositiveRate: number(
    "WHOWROTE_FPR",
    0.001,
    0.2,
    "accepted share of people's files that are called ai, where a request does not say",
  ).default(0.01),
  threads: usually(whole("WHOWROTE_THREADS", 1, 256, "threads that judge"), "one per core").optional(),
  queue: whole("WHOWROTE_QUEUE", 1, 100_000, "requests that may wait for a thread; the next gets 503").default(256),
  timeLimit: seconds("WHOWROTE_TIME_LIMIT", 0.1, 600, "a request that is not judged within gets 504").default(20),
  cacheMegabytes: whole(
    "WHOWROTE_CACHE_MB",
    0,
    100_000,
    "megabytes of memory for answers to code seen before; 0 keeps none",
  ).default(64),
  shadowShare: number(
    "WHOWROTE_SHADOW_SHARE",
    0,
    1,
    "share of the requests that a shadow version judges too, in the background",
  ).default(0.1),
  signalShare: number(
    "WHOWROTE_SIGNAL_SHARE",
    0,
    1,
    "share of the requests whose signals are kept, to see whether they drift",
  ).default(0.1),

  // What language models may be asked. Which ones, and with which keys, core's own WHOWROTE_LLM_ variables say.
  llm: onOff(
    "WHOWROTE_LLM",
    "lets callers have a language model put a verdict into words, which sends the code to it; WHOWROTE_LLM_PROVIDER and the like say which (whowrote keys llm --help)",
  ).default(false),
  rewrite: onOff(
    "WHOWROTE_REWRITE",
    "lets callers have the code rewritten by a language model for a further vote; needs WHOWROTE_LLM=1",
  ).default(false),
  rewrites: whole("WHOWROTE_REWRITES", 2, 20, "rewrites by each model").default(4),
  rewriters: usually(
    list("WHOWROTE_REWRITERS", "models that rewrite, separated by commas; of several one is suspected"),
    "the one that explains",
  ).default([]),
  asks: whole("WHOWROTE_ASKS", 1, 1000, "requests that ask language models at once; the next gets 503").default(16),
  askSeconds: seconds("WHOWROTE_ASK_SECONDS", 1, 3600, "what language models have to say may take so long").default(
    300,
  ),

  // What it takes.
  fileBytes: whole("WHOWROTE_MAX_FILE_BYTES", 1, 10_000_000, "bytes of code in one file").default(1_000_000),
  bodyBytes: whole("WHOWROTE_MAX_BODY_BYTES", 1000, 1_000_000_000, "bytes of a JSON request").default(4_000_000),
  bodyDepth: whole("WHOWROTE_MAX_JSON_DEPTH", 4, 1000, "levels of a JSON request").default(32),
  archiveBytes: whole("WHOWROTE_MAX_ARCHIVE_BYTES", 1000, 10_000_000_000, "bytes of an uploaded archive").default(
    64_000_000,
  ),
  unpackedBytes: whole(
    "WHOWROTE_MAX_UNPACKED_BYTES",
    1000,
    100_000_000_000,
    "bytes of an archive when unpacked",
  ).default(512_000_000),
  archiveFiles: whole("WHOWROTE_MAX_ARCHIVE_FILES", 1, 1_000_000, "files of one batch").default(20_000),
  uploads: whole("WHOWROTE_MAX_UPLOADS", 1, 10_000, "archives and forms taken at once; the next gets 503").default(16),
  headerSeconds: seconds("WHOWROTE_HEADER_SECONDS", 1, 600, "a client must have sent its headers within").default(10),
  bodySeconds: seconds("WHOWROTE_BODY_SECONDS", 1, 3600, "a client must have sent its whole request within").default(
    60,
  ),
  connections: whole("WHOWROTE_MAX_CONNECTIONS", 1, 100_000, "open connections").default(1000),

  // How it works through batches.
  jobWorkers: whole(
    "WHOWROTE_JOB_WORKERS",
    0,
    64,
    "parts of batch jobs that one process judges at once; 0 leaves them to whowrote worker, which takes at least 1",
  ).default(2),
  webhookSecret: secret(
    "WHOWROTE_WEBHOOK_SECRET",
    "signs the messages about finished jobs where a job brings no secret; whsec_ and base64, or 24 characters at least",
    24,
  ),
  webhookPrivate: onOff(
    "WHOWROTE_WEBHOOK_PRIVATE",
    "lets webhooks call addresses of private networks, which whoever may send a job could then reach",
  ).default(false),

  // Who may ask.
  keys: z
    .enum(["auto", "always"], "must be auto or always")
    .default("auto")
    .meta({ variable: "WHOWROTE_KEYS", description: "auto: a key is required unless bound to loopback; always: ever" }),
  secret: secret("WHOWROTE_SECRET", "secret that hashes keys, at least 32 characters", 32),
  ratePerKey: whole(
    "WHOWROTE_RATE_PER_KEY",
    1,
    10_000_000,
    "requests a minute of a key without a rate of its own; each server counts for itself",
  ).default(600),
  ratePerAddress: whole(
    "WHOWROTE_RATE_PER_ADDRESS",
    1,
    10_000_000,
    "requests a minute of one address, or as many as its key may send if that is more; loopback addresses are not limited",
  ).default(6000),
  failedLogins: whole(
    "WHOWROTE_FAILED_LOGINS",
    1,
    10_000,
    "wrong keys a minute from one address; the next gets 429",
  ).default(20),

  // How it is trained again.
  retrainCommand: text(
    "WHOWROTE_RETRAIN_COMMAND",
    'command that trains, without a shell: words, or a JSON array of arguments such as ["sh", "train.sh"]; what it makes in WHOWROTE_MODELS or in models/ of the data folder is promoted by a person',
  ).optional(),
  retrainSchedule: text(
    "WHOWROTE_RETRAIN_SCHEDULE",
    "when it is called: 12h, 7d, 4w, or a line of a crontab in UTC such as 0 3 * * 0",
  ).optional(),
  retrainOnAlarm: onOff("WHOWROTE_RETRAIN_ON_ALARM", "also when drift alarms, once a week at most").default(false),
  retrainHours: number("WHOWROTE_RETRAIN_HOURS", 0.001, 500, "hours after which it is ended").default(12),

  // How it runs.
  logLevel: z
    .enum(["silent", "error", "warn", "info", "debug"], "must be silent, error, warn, info or debug")
    .default("info")
    .meta({ variable: "WHOWROTE_LOG_LEVEL", description: "what is logged: silent, error, warn, info, debug" }),
  drainSeconds: seconds(
    "WHOWROTE_DRAIN_SECONDS",
    0,
    600,
    "requests and jobs may take so long to end on SIGTERM",
  ).default(10),
  idempotencyHours: whole("WHOWROTE_IDEMPOTENCY_HOURS", 1, 720, "how long an Idempotency-Key is remembered").default(
    24,
  ),
  mlflowPort: whole(
    "MLFLOW_PORT",
    1,
    65_535,
    "port of an MLflow on this machine; the retrain command gets it as MLFLOW_TRACKING_URI",
  ).optional(),
});

type Parsed = z.output<typeof settingsSchema>;

/** The options of the server, checked, folders absolute. */
export interface Settings extends Omit<Parsed, "data" | "models" | "page"> {
  readonly data: string;
  readonly models: string;
  readonly page: string | undefined;
}

interface Surroundings {
  /** Relative folders are taken from here. */
  readonly cwd: string;
  /** Folder of the checkpoints when none is named. */
  readonly models: string;
}

/**
 * Reads the options from the environment.
 * @throws {UsageError} that names every variable that does not fit, its value and what it takes, and every `WHOWROTE_`
 * name that is not known
 */
export function parseSettings(variables: Variables, { cwd, models }: Surroundings): Settings {
  const parsed = readVariables(settingsSchema, variables);
  const home = readVariable(variables, "HOME") ?? cwd;
  const dataHome = readVariable(variables, "XDG_DATA_HOME") ?? join(home, ".local", "share");
  return {
    ...parsed,
    data: resolve(cwd, parsed.data ?? join(dataHome, "whowrote")),
    models: resolve(cwd, parsed.models ?? models),
    page: parsed.page === undefined ? undefined : resolve(cwd, parsed.page),
  };
}

/** One paragraph a variable, for the help. */
export const describeSettings = (): string => describeVariables(settingsSchema);
