import { expect, it } from "vitest";
import { csvHead, toCsvRow } from "../../src/job/results-csv.ts";

it("The CSV of a file has its columns, and empty cells for what is not known", () => {
  expect(csvHead).toBe(
    "position,path,state,language,verdict,probability,false_alarm_rate,lines,model_version,prediction_id,error\r\n",
  );
  expect(
    toCsvRow({
      position: 3,
      path: "src/a.py",
      state: "done",
      language: "python",
      prediction: { id: "p", verdict: "ai", probability: 0.9, falseAlarmRate: null, lines: 7, modelVersion: "quick@1" },
    }),
  ).toBe("3,src/a.py,done,python,ai,0.9,,7,quick@1,p,\r\n");
});

it.each([
  ["=cmd|' /C calc'!A0.py", `"'=cmd|' /C calc'!A0.py"`],
  ["+1.py", `"'+1.py"`],
  ["-1.py", `"'-1.py"`],
  ["@SUM(A1).py", `"'@SUM(A1).py"`],
  [" =1.py", `"' =1.py"`],
  ["\uff1d1.py", `"'\uff1d1.py"`],
  ['say "hi", you.py', '"say ""hi"", you.py"'],
  ["a=b.py", "a=b.py"],
])("A spreadsheet does not run the path %j", (path, expected) => {
  expect(toCsvRow({ position: 0, path, state: "skipped" })).toBe(`0,${expected},skipped,,,,,,,,\r\n`);
});
