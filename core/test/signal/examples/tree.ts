import { bits, spread, type Example } from "../example.ts";

export const treeExamples: readonly Example[] = [
  {
    // program > expression_statement > call_expression > identifier, arguments > identifier; bare: ( ) ;
    fact: "a tree of five named parts at depths 1 2 3 3 4",
    language: "javascript",
    code: "a(b);",
    expected: {
      "tree.depth": (1 + 2 + 3 + 3 + 4) / 5,
      "tree.depth-variation": spread(1, 2, 3, 3, 4),
      "tree.leaf-share": 2 / 5,
      "tree.named-share": 5 / 8,
      "tree.children-p95": 1.85, // 1 1 1 2, rank 3 * 0.95 = 2.85
      "tree.only-child-share": 3 / 4,
      "tree.kind-entropy": bits(1, 1, 2, 1),
      "tree.kind-variety": Math.log(4) / Math.log(5),
      "tree.kind-dominance": 2 / 5,
      "tree.pair-surprise": bits(1, 1, 1, 1, 1) - bits(1, 1, 2, 1),
      "tree.nodes-per-token": 8 / 5,
      "tree.error-share": 0,
    },
  },
  {
    fact: "a closing bracket is missing on one of two lines",
    language: "javascript",
    code: "a(b;\nc();",
    expected: { "tree.error-share": 1 / 2 },
  },
];
