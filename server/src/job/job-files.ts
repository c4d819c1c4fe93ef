import type { Kysely } from "kysely";
import type { JobFile } from "../job.ts";
import type { Tables } from "../storage/tables.ts";

/** Files of a job by position, those after `after` (-1 for all). */
export async function listFiles(
  db: Kysely<Tables>,
  jobId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly JobFile[]> {
  const rows = await selectFiles(db, jobId)
    .where("file.position", ">", after)
    .orderBy("file.position")
    .limit(limit)
    .execute();
  return rows.map(toFile);
}

/** Files of a job that are over, in the order in which they were, those after number `after` (0 for all). */
export async function listFinishedFiles(
  db: Kysely<Tables>,
  jobId: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<readonly { readonly number: number; readonly file: JobFile }[]> {
  const rows = await selectFiles(db, jobId)
    .where("file.finished_number", ">", after)
    .orderBy("file.finished_number")
    .limit(limit)
    .execute();
  return rows.map((row) => ({ number: row.finished_number!, file: toFile(row) }));
}

const selectFiles = (db: Kysely<Tables>, jobId: string) =>
  db
    .selectFrom("job_files as file")
    .leftJoin("predictions as prediction", "prediction.id", "file.prediction_id")
    .select([
      "file.position",
      "file.path",
      "file.state",
      "file.language",
      "file.error",
      "file.finished_number",
      "prediction.id",
      "prediction.verdict",
      "prediction.probability",
      "prediction.false_alarm_rate",
      "prediction.lines",
      "prediction.model_version",
    ])
    .where("file.job_id", "=", jobId);

type Row = Awaited<ReturnType<ReturnType<typeof selectFiles>["execute"]>>[number];

function toFile({ position, path, state, language, error, ...row }: Row): JobFile {
  const { id, verdict, lines, model_version } = row;
  return {
    position,
    path,
    state,
    ...(language !== null && { language }),
    ...(error !== null && { error }),
    // A prediction that was deleted by itself leaves the file done, and nothing to say of it.
    ...(id !== null &&
      verdict !== null &&
      lines !== null &&
      model_version !== null && {
        prediction: {
          id,
          verdict,
          probability: row.probability,
          falseAlarmRate: row.false_alarm_rate,
          lines,
          modelVersion: model_version,
        },
      }),
  };
}
