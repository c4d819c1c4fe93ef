import type { WireJob } from "@whowrote/server/schema/job";

export const isOver = ({ state }: Pick<WireJob, "state">): boolean => state !== "queued" && state !== "running";
