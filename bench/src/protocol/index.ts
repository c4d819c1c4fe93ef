import type { Protocol, ProtocolId } from "../protocol.ts";
import { p10 } from "./calibration.ts";
import { p7 } from "./edits.ts";
import { p5 } from "./false-alarms.ts";
import { p2r } from "./inside-repositories.ts";
import { p6 } from "./length-curve.ts";
import { p13 } from "./repeatability.ts";
import { p1 } from "./unseen-sources.ts";
import { p2 } from "./wild-code.ts";

/** Every protocol, by the name that the README and the aims call it. */
export const protocols = {
  P1: p1,
  P2: p2,
  P2r: p2r,
  P5: p5,
  P6: p6,
  P7: p7,
  P10: p10,
  P13: p13,
} satisfies Record<ProtocolId, Protocol>;
