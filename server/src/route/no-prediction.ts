import { Problem } from "../problem.ts";

export const noPrediction = (id: string): Problem =>
  new Problem(404, `There is no prediction ${id}. It may have been deleted.`, { title: "Not found" });
