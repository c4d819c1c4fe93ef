/* Element by element, to bool; shapes broadcast, and one operand may be a number. There is nothing to differentiate. */
export { and, equal, greater, greaterOrEqual, less, lessOrEqual, not, or } from "../nodes/elementwise.ts";
