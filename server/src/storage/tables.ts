import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from "kysely";
import type { DetectorScore } from "whowrote/detection";
import type { Verdict } from "whowrote/verdict";

/** A point in time: written and read as `Date`. */
type Instant = ColumnType<Date, Date, Date>;
/** May be left out when a row is written. */
type InstantOrNull = ColumnType<Date | null, Date | null | undefined, Date | null>;
type TextOrNull = ColumnType<string | null, string | null | undefined, string | null>;
type NumberOrNull = ColumnType<number | null, number | null | undefined, number | null>;
/** jsonb: written by `writeJson`, read as a value. */
type Json<Value extends object> = JSONColumnType<Value>;

/** The rows of the database. Ids are `createId()`: UUIDs of version 7 as text, in order of time. */
export interface Tables {
  predictions: PredictionsTable;
  feedback: FeedbackTable;
  api_keys: ApiKeysTable;
  audit_log: AuditLogTable;
  idempotency_keys: IdempotencyKeysTable;
  jobs: JobsTable;
  job_files: JobFilesTable;
  model_versions: ModelVersionsTable;
  experiments: ExperimentsTable;
  model_changes: ModelChangesTable;
  shadow_judgements: ShadowJudgementsTable;
  signal_samples: SignalSamplesTable;
  retrain_runs: RetrainRunsTable;
}

interface PredictionsTable {
  /** Its time is `created_at`. */
  id: string;
  created_at: Instant;
  /** SHA-256 in hex of language and text. */
  content_hash: string;
  language: string;
  path: TextOrNull;
  verdict: Verdict;
  /** 0..1; null when nothing can be said. */
  probability: NumberOrNull;
  false_alarm_rate: NumberOrNull;
  confidence: NumberOrNull;
  detectors: Json<readonly DetectorScore[]>;
  model_version: string;
  latency_ms: number;
  lines: number;
  truncated: boolean;
  key_id: TextOrNull;
  job_id: TextOrNull;
  /** Answers about one text that somebody is still typing have the same. */
  draft: TextOrNull;
  /** Only when the operator asks for it (WHOWROTE_STORE_CODE). */
  code: TextOrNull;
  /** The whole response; type json, not jsonb, so that it is read as it was written, key order and every character. */
  answer: Json<object>;
}

interface FeedbackTable {
  id: string;
  prediction_id: string;
  says: "human" | "ai" | "unsure";
  note: string;
  key_id: TextOrNull;
  created_at: Instant;
}

interface ApiKeysTable {
  /** Not a UUID: the part of the key that may be shown. */
  id: string;
  name: string;
  /** By `hashKey` of access/key-hash.ts. */
  hash: string;
  scopes: string[];
  rate_per_minute: NumberOrNull;
  expires_at: InstantOrNull;
  created_at: Instant;
  revoked_at: InstantOrNull;
  last_used_at: InstantOrNull;
}

interface AuditLogTable {
  id: string;
  at: Instant;
  actor: string;
  action: string;
  subject: string;
  detail: Json<object>;
}

interface IdempotencyKeysTable {
  /** With scope: the primary key. */
  key: string;
  /** Id of the API key, or another name for the caller. */
  scope: string;
  request_hash: string;
  /** HTTP status; null while the first request runs. */
  status: NumberOrNull;
  /** By `sealAnswer` of middleware/sealed-answer.ts. */
  response: TextOrNull;
  created_at: Instant;
}

interface JobsTable {
  id: string;
  /** `receiving` while its files come in: nobody sees it yet. */
  state: "receiving" | "queued" | "running" | "done" | "failed" | "cancelled";
  created_at: Instant;
  started_at: InstantOrNull;
  finished_at: InstantOrNull;
  files_total: number;
  files_done: Generated<number>;
  files_failed: Generated<number>;
  files_skipped: Generated<number>;
  options: Json<object>;
  key_id: TextOrNull;
  /** Where to tell that it is over; holds the secret until that is done. */
  webhook: JSONColumnType<object | null, string | null | undefined, string | null>;
  error: TextOrNull;
}

interface JobFilesTable {
  /** With position: the primary key, so a file has one result. */
  job_id: string;
  position: number;
  path: string;
  language: TextOrNull;
  /** Kept until the file is judged. */
  text: TextOrNull;
  state: Generated<"waiting" | "done" | "failed" | "skipped" | "cancelled">;
  /** How often a worker began with it: one that ends its workers is found by this. */
  tries: Generated<number>;
  /** Place in the order in which the job's files were over, from 1; null while it waits. */
  finished_number: NumberOrNull;
  prediction_id: TextOrNull;
  error: TextOrNull;
}

interface ModelVersionsTable {
  /** Such as `quick@0.1.0`. */
  id: string;
  folder: string;
  /** SHA-256 in hex of the weights. */
  fingerprint: string;
  /** Share of the traffic, 0..1. */
  weight: number;
  state: "active" | "shadow" | "retired";
  created_at: Instant;
  promoted_at: InstantOrNull;
}

interface ExperimentsTable {
  id: string;
  name: string;
  note: Generated<string>;
  arms: Json<readonly ShareRow[]>;
  created_at: Generated<Date>;
  /** Null until it is started. */
  started_at: InstantOrNull;
  ended_at: InstantOrNull;
  /** The change of the lineup that started it. */
  change_id: TextOrNull;
}

/** What a version takes of the traffic, 0..1. */
interface ShareRow {
  readonly version: string;
  readonly weight: number;
}

interface LineupRow {
  readonly shares: readonly ShareRow[];
  readonly shadows: readonly string[];
}

/** Who answered before and after each change, for good. */
interface ModelChangesTable {
  id: string;
  /** The order in which they were made, whatever the clocks of the processes say. */
  position: GeneratedAlways<number>;
  at: Instant;
  actor: string;
  action: "start" | "set-weights" | "promote" | "roll-back" | "start-experiment" | "stop-experiment";
  lineup_before: Json<LineupRow>;
  lineup_after: Json<LineupRow>;
  /** The change that this one takes back. */
  undoes: TextOrNull;
}

/** What a version said in the background about a prediction that another one answered. */
interface ShadowJudgementsTable {
  id: string;
  created_at: Instant;
  prediction_id: string;
  shown_version: string;
  shown_verdict: Verdict;
  shown_probability: NumberOrNull;
  version: string;
  verdict: Verdict;
  probability: NumberOrNull;
  elapsed_ms: number;
}

/** The watched signals of a sample of predictions. */
interface SignalSamplesTable {
  id: string;
  created_at: Instant;
  prediction_id: string;
  language: string;
  /** Signal id to value; a signal that is not defined for the file is left out. */
  signals: Json<Readonly<Record<string, number>>>;
}

interface RetrainRunsTable {
  id: string;
  reason: "schedule" | "alarm" | "request";
  state: "running" | "done" | "failed" | "timed-out" | "aborted";
  started_at: Instant;
  /** Written again and again while it runs, so that a run whose server was killed can be told. */
  beat_at: Instant;
  ended_at: InstantOrNull;
  exit_code: NumberOrNull;
}
