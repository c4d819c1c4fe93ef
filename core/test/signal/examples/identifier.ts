import { bits, spread, type Example } from "../example.ts";

export const identifierExamples: readonly Example[] = [
  {
    fact: "names of every style",
    language: "javascript",
    code: "i = userName + parseHTTP2 + MAX_LEN + Point + is_open_now + _x1",
    expected: {
      // i, userName, parseHTTP2, MAX_LEN, Point, is_open_now, _x1
      "identifier.length": (1 + 8 + 10 + 7 + 5 + 11 + 3) / 7,
      "identifier.length-variation": spread(1, 8, 10, 7, 5, 11, 3),
      "identifier.words": (1 + 2 + 3 + 2 + 1 + 3 + 2) / 7,
      // i user name parse http 2 max len point is open now x 1
      "identifier.word-length": (1 + 4 + 4 + 5 + 4 + 1 + 3 + 3 + 5 + 2 + 4 + 3 + 1 + 1) / 14,
      "identifier.word-variation": spread(1, 2, 3, 2, 1, 3, 2),
      "identifier.word-log-variety": Math.log(14) / Math.log(14),
      "identifier.single-letter-share": 1 / 7,
      "identifier.digit-share": 2 / 7,
      "identifier.pascal-share": 1 / 7,
      "identifier.snake-share": 1 / 7,
      "identifier.upper-share": 1 / 7,
      "identifier.style-consistency": 2 / 3, // two camel, one snake; x1 is one lower-case word
      "identifier.style-entropy": bits(1, 2, 1, 1, 1, 1), // single, camel, upper, pascal, snake, lower
      "identifier.underscore-start-share": 1 / 7,
      "identifier.capital-run-share": 1 / 7,
      "identifier.question-share": 1 / 7,
    },
  },
  {
    fact: "words within names",
    language: "python",
    code: `def get_msg_from_db(idx):
    result = message
    return idx
def Counter2(): pass`,
    expected: {
      // Words: get msg from db, idx, result, message, counter 2
      "identifier.full-form-share": 2 / 4, // result, message against msg, idx
      "identifier.vowelless-share": 2 / 8, // msg, db
      "identifier.vowel-share": (1 + 0 + 1 + 0 + 1 + 2 + 3 + 3) / (3 + 3 + 4 + 2 + 3 + 6 + 7 + 7),
      "identifier.generic-share": 2 / 5, // result, message
      // The names of 4, 1, 1, 1 and 2 words hold get msg from db idx result message counter 2.
      "identifier.connective-share": 1 / 5,
      "identifier.used-twice-share": 1 / 5, // idx
      "identifier.function-verb-share": 1 / 2,
      "identifier.function-words": (4 + 2) / 2,
      // idx at token 3 and again at 10: def get_msg_from_db ( idx ) : result = message return idx
      "identifier.reuse-distance": Math.log2(7),
    },
  },
  {
    fact: "letters of abba and cc",
    language: "javascript",
    code: "abba(cc)",
    expected: { "identifier.letter-entropy": bits(2, 2, 2), "identifier.variety": NaN },
  },
  {
    fact: "sixty uses of two names in turn",
    language: "javascript",
    code: "a + b;".repeat(30),
    expected: { "identifier.variety": 2 / 50 },
  },
];
