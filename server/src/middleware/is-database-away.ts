/**
 * SQLSTATE classes of PostgreSQL 15, appendix A: connection exceptions, a transaction that was rolled back because others were
 * in its way, no resources left, operator intervention.
 */
const awayClasses = /^(08|40|53|57P)/;
const awayCodes: ReadonlySet<string> = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND"]);
// What `pg` says without a code, and what PGlite says after it was closed.
const awayMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after calling end|PGlite is clos|driver has already been destroyed)/;

/** Whether a query failed because the database is not there (now), not because of what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  for (let inner = error; inner instanceof Error; inner = inner.cause) {
    const { code } = inner as NodeJS.ErrnoException;
    if (typeof code === "string" && (awayCodes.has(code) || awayClasses.test(code))) return true;
    if (awayMessages.test(inner.message)) return true;
    if (inner instanceof AggregateError && inner.errors.some((one) => isDatabaseAway(one))) return true;
  }
  return false;
}
