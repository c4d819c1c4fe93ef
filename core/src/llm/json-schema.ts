/** A JSON schema as `z.toJSONSchema` makes it, and a name for it (letters, digits, _). */
export interface JsonSchema {
  readonly name: string;
  readonly schema: Readonly<Record<string, unknown>>;
}
