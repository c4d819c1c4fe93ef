const longestRemark = 200;

/** The prose in a text's comments, one remark a line, without the marks of the comment. */
export function readRemarks(code: string): string[] {
  const remarks: string[] = [];
  for (const [, text] of code.matchAll(/^[ \t]*(?:\/\/+!?|#+|\*|\/\*\*?|--)[ \t]+([^\n]{12,})$/gm)) {
    const remark = text!.replace(/\*\/\s*$/, "").trim();
    // Switched-off code and annotations are no prose.
    if (/[;{}=<>@\\]|\w\(/.test(remark) || remark.split(" ").length < 4) continue;
    remarks.push(remark.slice(0, longestRemark));
  }
  return remarks;
}
