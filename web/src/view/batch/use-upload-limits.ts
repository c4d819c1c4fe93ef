import { useMemo } from "react";
import { useSession } from "../../session/use-session.ts";
import { usualLimits, type UploadLimits } from "../../upload/upload-limits.ts";

/** How much this server takes; what one usually takes while that is not known. */
export function useUploadLimits(): UploadLimits {
  const session = useSession();
  const limits = session.state === "in" ? session.identity.limits : undefined;
  return useMemo(
    () =>
      limits === undefined
        ? usualLimits
        : {
            fileBytes: limits.file_bytes,
            bodyBytes: limits.body_bytes,
            archiveBytes: limits.archive_bytes,
            unpackedBytes: limits.unpacked_bytes,
            archiveFiles: limits.archive_files,
          },
    [limits],
  );
}
