/** A path as the server shows it in the results (`cleanEntryPath` there). */
export const cleanPath = (name: string): string =>
  name
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".")
    .join("/");
