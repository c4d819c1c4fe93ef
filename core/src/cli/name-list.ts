/** "a, b,b" as a and b: what is named twice is asked once. */
export const nameList = (text: string): readonly string[] => [
  ...new Set(
    text
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== ""),
  ),
];
