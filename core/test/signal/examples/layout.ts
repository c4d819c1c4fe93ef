import { bits, spread, type Example } from "../example.ts";

export const layoutExamples: readonly Example[] = [
  {
    fact: "blank lines: gaps of one and two lines between paragraphs of 2, 2, 3 and 1 lines",
    language: "python",
    code: `a = 1
b = 2

def f(x):
    y = x

    z = y
    g(z)
    return z


f(a)`,
    expected: {
      "layout.blank-line-share": 4 / 12,
      "layout.blank-run-multiple-share": 1 / 3,
      "layout.paragraph-length": (2 + 2 + 3 + 1) / 4,
      "layout.paragraph-length-variation": spread(2, 2, 3, 1),
      "layout.indented-blank-share": 1 / 3, // only the one before z
      "layout.gap-before-return-share": 0 / 1,
      "layout.gap-after-opening-share": 0 / 1,
      "layout.gap-after-dedent-share": 1 / 1, // f(a)
      "layout.function-gap-share": 1 / 1,
    },
  },
  {
    fact: "a blank line below an opening brace and above a return",
    language: "javascript",
    code: `function f() {

  if (a) {
    b();
  }
  c();

  return d;
}
g();`,
    expected: {
      "layout.gap-after-opening-share": 1 / 2,
      "layout.gap-before-return-share": 1 / 1,
      "layout.gap-after-dedent-share": 0 / 2, // c(), g()
      "layout.function-gap-share": NaN, // nothing can stand above the first line
    },
  },
  {
    fact: "lines of 5, 11, 5 and 1 characters, the middle two indented by 4",
    language: "javascript",
    code: `{ a;b
    f(12345678)
    a = 1
}`,
    expected: {
      "layout.line-length": (5 + 11 + 5 + 1) / 4,
      "layout.line-length-variation": spread(5, 11, 5, 1),
      "layout.line-length-entropy": bits(3, 1), // 0-7 three times, 8-15 once
      "layout.line-width-p95": 9 + (15 - 9) * 0.85, // widths 1 5 9 15, rank 3 * 0.95 = 2.85
      "layout.line-width-max": 15,
      "layout.closer-line-share": 1 / 4,
      "layout.tokens-per-line": (4 + 4 + 3 + 1) / 4,
      "layout.several-statements-share": 1 / 4,
    },
  },
  {
    fact: "indentation by 2, 4, 2 and 0 columns",
    language: "python",
    code: `for a in b:
  if a:
    c()
  d()
e()`,
    expected: {
      "layout.indent-unit": 2,
      "layout.indent-level": (0 + 1 + 2 + 1 + 0) / 5,
      "layout.indent-change-share": 4 / 4,
    },
  },
  {
    fact: "spacing of marks",
    language: "javascript",
    code: `if(a==b) { f(c, d,e); }
while (a < b && c) g( d);
x = a+b * c;
y  = {z}; // aligned`,
    expected: {
      "layout.comma-spaced-share": 1 / 2,
      "layout.comparison-spaced-share": 3 / 4, // == no; && = = yes; < counts as calculation mark
      "layout.arithmetic-spaced-share": 2 / 3, // < and * yes, + no
      "layout.operator-spacing-consistency": 5 / 7,
      "layout.keyword-parenthesis-spaced-share": 1 / 2,
      // Inner sides of (…): if 2, f 2, while 2, g 1 of 2 spaced.
      "layout.bracket-inner-space-share": 1 / 8,
      "layout.brace-inner-space-share": 2 / 4,
      // Gaps: line 1 has ") {", "{ f", ", d", "; }"; line 2 "while (", "a <", "< b", "b &&", "&& c", ") g", "( d";
      // line 3 "x =", "= a", "b *", "* c"; line 4 "y  =", "= {".
      "layout.wide-gap-share": 1 / 17,
    },
  },
  {
    fact: "braces, bodies and line ends",
    language: "java",
    code: `void f()
{
    if (a) return;
    if (b)
        c();
    else {
        d();
    }
    for (int i = 0; i < n; i++) {
        try {
            g(a,
              b
            );
        }
        catch (E e) { h(); }
    }
}`,
    expected: {
      "layout.brace-own-line-share": 1 / 4,
      "layout.else-own-line-share": 2 / 2, // else, catch
      "layout.one-line-conditional-share": 1 / 3, // if, if, for
      "layout.unbraced-body-share": 2 / 4, // if, if; not else, for
      "layout.open-bracket-line-share": 0,
      "layout.trailing-comma-share": 0 / 1,
      "layout.double-quote-share": NaN, // Java gives no choice
    },
  },
  {
    fact: "a list that ends with a comma, and three double quotation marks against one single",
    language: "python",
    code: `a = [
    "x",
    "y",
]
b = f(
    "z",
    'w'
)`,
    expected: {
      "layout.trailing-comma-share": 1 / 2,
      "layout.double-quote-share": 3 / 4,
      "layout.quote-consistency": 3 / 4,
      "layout.open-bracket-line-share": 2 / 8,
      "layout.brace-own-line-share": NaN,
    },
  },
  {
    fact: "lines that come back, and lines built alike",
    language: "python",
    code: `first = load(1)
second = load(2)
first = load(1)
stop()`,
    expected: {
      "layout.repeated-line-share": 1 / 3, // stop() is too short to count
      // Shapes: n = n ( # ) three times, then n ( ): 21 tokens, 16 runs of six. The first six are new, so are the last
      // two, which reach past the name of stop ( ).
      "layout.repeated-shape-share": 8 / 16,
      "layout.same-shape-line-share": 2 / 3,
    },
  },
  {
    fact: "fifty-two tokens, two kinds in turn",
    language: "javascript",
    code: "a;".repeat(26),
    expected: {
      "layout.token-variety": 2 / 50,
      "layout.shape-variety": 2 / 30,
    },
  },
];
