import type { Settings } from "../settings.ts";

/** What a training may need of the server's environment: nothing that holds a secret. */
const passedOn = [
  /^(PATH|HOME|USER|LANG|TZ|TMPDIR|LD_LIBRARY_PATH)$/,
  /^(LC_|XDG_|CUDA_|OMP_)/,
  /^(HTTP|HTTPS|NO)_PROXY$/i,
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_FILE)$/,
];

/** The environment of the command: where data and models are, and MLflow where there is one. */
export function commandEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
  { data, models, mlflowPort }: Pick<Settings, "data" | "models" | "mlflowPort">,
): Readonly<Record<string, string>> {
  const kept = Object.entries(variables).flatMap(([name, value]) =>
    value !== undefined && passedOn.some((pattern) => pattern.test(name)) ? [[name, value] as const] : [],
  );
  return {
    ...Object.fromEntries(kept),
    WHOWROTE_DATA: data,
    WHOWROTE_MODELS: models,
    ...(mlflowPort !== undefined && { MLFLOW_TRACKING_URI: `http://127.0.0.1:${mlflowPort}` }),
  };
}
