import cliProgress from "cli-progress";
import type { CliEnvironment } from "whowrote/cli/environment";

export interface StageBar {
  readonly onProgress: (stage: string, done: number, total: number) => void;
  readonly close: () => void;
}

/** A bar for each stage; where there is no terminal, a line now and then. */
export function openStageBar(stream: CliEnvironment["stderr"]): StageBar {
  const bar = new cliProgress.SingleBar({
    format: "{stage} [{bar}] {value}/{total}, {eta_formatted} left",
    stream,
    noTTYOutput: true,
    notTTYSchedule: 20_000,
  });
  let shown: string | undefined;
  return {
    onProgress: (stage, done, total) => {
      if (stage === shown) return bar.update(done);
      if (shown !== undefined) bar.stop();
      shown = stage;
      bar.start(total, done, { stage });
    },
    close: () => bar.stop(),
  };
}
