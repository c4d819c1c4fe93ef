import { PostgresDialect, PostgresQueryCompiler } from "kysely";
import { UnstorableTextError } from "./storable-text.ts";

/**
 * PostgreSQL, for both engines. Text that no PostgreSQL can hold is refused here, before it is sent: PGlite and pg would
 * turn a lone surrogate into U+FFFD without a word.
 */
export class StorageDialect extends PostgresDialect {
  override createQueryCompiler(): PostgresQueryCompiler {
    return new CheckingCompiler();
  }
}

class CheckingCompiler extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    if (typeof parameter === "string" && (parameter.includes("\0") || !parameter.isWellFormed())) {
      throw new UnstorableTextError();
    }
    super.addParameter(parameter);
  }
}
