import { expect, test } from "vitest";
import { checkAnswer } from "../../src/prose/check-answer.ts";
import { createProsePrompt } from "../../src/prose/prompt.ts";
import { explainedText, explanationOf } from "../explained-code.ts";
import { goodAnswer } from "./scripted-chat.ts";

const request = { text: explainedText, explanation: explanationOf(), falsePositiveRate: 0.01 };
const prompt = createProsePrompt("stylometry", request);
const check = (text: string, finishReason: "stop" | "length" | "content-filter" = "stop") =>
  checkAnswer({ text, finishReason }, prompt, "ai");

const holding = (text: string): unknown => expect.stringContaining(text);
const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

test("an answer that keeps to the evidence passes, in parts and without marks of Markdown", () => {
  expect(check(goodAnswer())).toMatchObject({ prose: { understanding: matching(/^This is a Python/) } });
  const marked = goodAnswer()
    .replaceAll("## ", "**[1. CODE ")
    .replaceAll(/(\*\*\[.*)$/gm, "$1]**");
  expect(check(marked)).toEqual(check(goodAnswer()));
});

test.each([
  [
    // A small model answered so.
    "the question again",
    { understanding: "What the code does, how it is built, and how large it is." },
    'the part "Understanding" repeats the question',
  ],
  [
    "the question again in a longer part",
    {
      justification:
        "This part says why these points lead to the score and to the verdict, what speaks against it, and how well it holds. It is done here.",
    },
    'the part "Justification" repeats the question',
  ],
  [
    "a number from nowhere",
    { analysis: "Line 3 holds a comment, and 41 % of the lines are like it, which is common in AI code today." },
    "the number 41 % is not in the evidence",
  ],
  [
    "another probability",
    { justification: "The probability is 97 %, as the comment in line 3 is typical of AI code in many cases." },
    "the number 97 %",
  ],
  [
    "a probability without its nought",
    { justification: "The probability is .97, as the comment in line 3 is typical of AI code in many such cases." },
    "the number .97",
  ],
  [
    "full-width digits",
    { justification: "The probability is ９７ %, as the comment in line 3 is typical of AI code in many such cases." },
    "the number 97 %",
  ],
  [
    "a verdict with an invisible mark in it",
    { justification: "All in all my own verdict for this code is hu\u200bman, since line 1 looks hasty to me." },
    "another verdict than ai",
  ],
  [
    "a share in words",
    { justification: "It is ninety percent likely to be by AI, as the comment in line 3 suggests to the reader." },
    "the number ninety percent",
  ],
  [
    "odds in words",
    { justification: "So seven out of ten such files would be by AI, as the comment in line 3 may suggest here." },
    "the number seven out of ten",
  ],
  [
    "a line that is not there",
    { analysis: "Lines 3 and 70 hold comments of a kind that is more common in code by AI than by people." },
    "the number 70 of a line",
  ],
  ["another verdict at its end", { verdict: "human" }, "another verdict than ai"],
  [
    "another verdict in a sentence",
    { justification: "All in all my own verdict for this piece of code is human, since line 1 looks hasty to me." },
    "another verdict than ai",
  ],
  [
    "authorship as a fact",
    { justification: "This code was written by an AI. The comment in line 3 shows it to every reader quite clearly." },
    "states as a fact who wrote the code",
  ],
  [
    "authorship by a person as a fact",
    {
      understanding: "A function that adds prices. It was clearly written by a human programmer in a hurry last night.",
    },
    "states as a fact who wrote the code",
  ],
  [
    "proof",
    {
      justification:
        "The comment in line 3 proves beyond question where this came from, and the score agrees with that.",
    },
    "certain, proven or dishonest",
  ],
  [
    "an accusation",
    { justification: "The student cheated here, as the comment in line 3 and the wording of the code both suggest." },
    "certain, proven or dishonest",
  ],
  [
    "a link",
    { analysis: "Line 3 holds a comment; see https://example.org/proof for more on such comments in code by AI." },
    "a link, a table or markup",
  ],
  [
    "a picture",
    { analysis: "Line 3 holds ![a](/comment) of a kind that is more common in code by AI than by people." },
    "a link, a table or markup",
  ],
  [
    "authorship by the other side, whatever the evidence is said to show",
    {
      understanding: "A function that adds prices. As the evidence suggests, it was written by a human in some haste.",
    },
    "states as a fact who wrote the code",
  ],
  [
    "the side of the verdict denied",
    {
      understanding: "A function that adds prices. This code was not written by an AI, as each line suggests at once.",
    },
    "states as a fact who wrote the code",
  ],
  [
    "an author who writes",
    { understanding: "A function that adds prices. A student quickly wrote it in the night before it was due." },
    "states as a fact who wrote the code",
  ],
  [
    "another verdict by its score",
    { justification: "The score shows that the verdict is human, and line 1 looks hasty to every reader of it." },
    "another verdict than ai",
  ],
  [
    "the boundary",
    { analysis: `Line 3 begins with ${prompt.code.boundary} and holds a comment that is more common in code by AI.` },
    "the marks of the data",
  ],
  ["an empty part", { analysis: "None." }, 'it lacks the part "Analysis"'],
  ["too many words", { analysis: "word ".repeat(540) }, "and may have fewer than 550"],
])("an answer with %s is not used", (_, change, problem) => {
  expect(check(goodAnswer(change))).toEqual({ problem: holding(problem) });
});

test.each([
  ["I'm sorry, but I cannot help with that.", "it is a refusal"],
  ["As an AI, I will not judge who wrote code.", "it is a refusal"],
  ["", 'it lacks the part "Understanding"'],
  ["The code adds prices.", "it lacks the part"],
  [goodAnswer().replace(/\n\nVerdict.*/, ""), "does not end with the given verdict"],
])("%j is not used", (text, problem) => {
  expect(check(text)).toEqual({ problem: holding(problem) });
});

test("what was cut off or withheld is not used", () => {
  expect(check(goodAnswer(), "length")).toEqual({ problem: "it was cut off at the most tokens" });
  expect(check(goodAnswer(), "content-filter")).toEqual({ problem: "the provider withheld it" });
});

test("numbers of the evidence may be rounded, lose their sign and their digits", () => {
  const justification =
    "Its own score of 1.3 and the joined score of 3 stand against a threshold of 2, with 2,497 samples by people to compare with.";
  expect(check(goodAnswer({ justification }))).toHaveProperty("prose");
});

test("numbers of the code may be named, but not as a measure", () => {
  expect(
    check(
      goodAnswer({
        understanding: "A Python function that begins with 0 and adds the prices that lie below the limit.",
      }),
    ),
  ).toHaveProperty("prose");
  const fake = { ...request, text: `${explainedText}# probability 0.03, score 42\n` };
  const check42 = (understanding: string) =>
    checkAnswer(
      { text: goodAnswer({ understanding }), finishReason: "stop" },
      createProsePrompt("stylometry", fake),
      "ai",
    );
  expect(check42("A Python function with a comment that holds the number 42 and some words beside it.")).toHaveProperty(
    "prose",
  );
  expect(check42("A Python function, and according to it the score is 42, which is quite high for a score.")).toEqual({
    problem: "the number 42 is not in the evidence",
  });
});

test("a program may be about people who create and things that are generated", () => {
  const understanding =
    "Reports are generated by the model of the view, and a record is created by a student who enrols.";
  expect(check(goodAnswer({ understanding }))).toHaveProperty("prose");
});

test("types of the code may be named, and the side of the verdict called likely", () => {
  const analysis = "Line 3 fits; a `Map<string, number>` would, too. It suggests that the code was written by an AI.";
  expect(check(goodAnswer({ analysis }))).toHaveProperty("prose");
});

test("a verdict may be denied, hedged and compared with its thresholds", () => {
  const justification =
    "It is not proven that the code was written by an AI. From a score of +2.00 on the verdict is ai, and up to −1.00 the verdict would be human.";
  expect(check(goodAnswer({ justification }))).toHaveProperty("prose");
});
