import type { Example } from "../example.ts";

export const languageExamples: readonly Example[] = [
  {
    fact: "old and new ways of writing types, calls and texts",
    language: "python",
    code: `class A(object):
    def _load(self, a: list[int], b: Optional[str]) -> None:
        if a is None or b == None:
            a.f(x=1, y = 2)
        for i, j in zip(a, b):
            print("%d" % i)
        try:
            g("{}".format(f"{a}"))
        except E as e:
            '''old'''
        print(a)

    def keep(self): pass`,
    expected: {
      "language.python-typed-function-share": 1 / 2,
      "language.python-modern-type-share": 1 / 2,
      "language.python-f-string-share": 1 / 3, // f"", .format, %d
      "language.python-keyword-equals-spaced-share": 1 / 2,
      "language.python-keyword-arguments-per-call": 2 / 6, // f zip print g format print
      "language.python-none-identity-share": 1 / 2,
      "language.python-enumerate-zip-share": 1 / 1,
      "language.python-percent-format-share": 1 / 3, // "%d", "{}", f"{a}"
      "language.python-private-function-share": 1 / 2,
      "language.python-single-quote-docstring-share": 1 / 1,
      "language.python-object-base-share": 1 / 1,
      "language.python-except-as-share": 1 / 1,
      "language.python-print-function-share": 2 / 2,
    },
  },
  {
    fact: "declarations, functions and tests in 56 words and marks",
    language: "javascript",
    code: `const a = async x => await b?.c;
let d = (e) => e ?? null || undefined;
var f = function () { console.log(a === d) }
for (const g of a) g.then(d == f);`,
    expected: {
      "language.script-const-share": 2 / 4,
      "language.script-arrow-share": 2 / 3,
      "language.script-bare-arrow-parameter-share": 1 / 2,
      "language.script-await-share": 1 / 2,
      // 11 + 13 + 16 + 16: const a = async x => await b ?. c ; | let d = ( e ) => e ?? null || undefined ; |
      // var f = function ( ) { console . log ( a === d ) } | for ( const g of a ) g . then ( d == f ) ;
      "language.script-optional-chaining-density": 1 / 56,
      "language.script-console-density": 1 / 56,
      "language.script-nullish-share": 1 / 2,
      "language.script-strict-equality-share": 1 / 2,
      "language.script-semicolon-share": 2 / 2, // lines that end in a brace or begin with for do not count
      "language.script-for-of-share": 1 / 1,
      "language.script-undefined-share": 1 / 2,
    },
  },
  {
    fact: "any against unknown, and one private method of two",
    language: "typescript",
    code: `class A {
  private f(a: any): unknown { return a }
  g(b: any) {}
}`,
    expected: { "language.typescript-any-share": 2 / 3, "language.typescript-access-word-share": 1 / 2 },
  },
  {
    fact: "access, collections and loops",
    language: "java",
    code: `class A {
    private List<B> b = new ArrayList<>();
    @Override
    public void f() {
        for (B x : b) g(new B());
        for (int i = 0; i < 3; i++) g(i);
    }
}`,
    expected: {
      "language.managed-private-share": 1 / 2,
      "language.managed-generic-density": 2 / 61, // 3 + 14 + 2 + 6 + 15 + 19 + 1 + 1
      "language.java-override-share": 1 / 1,
      "language.java-diamond-share": 1 / 2,
      "language.java-for-each-share": 1 / 2,
    },
  },
  {
    fact: "expression bodies, missing values and new without a type",
    language: "csharp",
    code: `class A {
    public int F(B? b) => b?.c ?? 0;
    private D d = new();
    public E G() { return new E(); }
}`,
    expected: {
      "language.csharp-expression-body-share": 1 / 3,
      "language.csharp-nullable-density": 3 / 41, // ? ? ?? among 3 + 16 + 8 + 13 + 1
      "language.csharp-target-new-share": 1 / 2,
      "language.managed-private-share": 1 / 3,
    },
  },
  {
    fact: "values, missing values and named arguments",
    language: "kotlin",
    code: `private fun f(a: A?) {
    val b = a?.c ?: d!!
    var e = g(
        x = b,
        y = b,
    )
}`,
    expected: {
      "language.kotlin-val-share": 1 / 2,
      // private fun f ( a : A ? ) { | val b = a ?. c ?: d !! | var e = g ( | x = b , | y = b , | ) | }
      "language.kotlin-safe-call-density": 1 / 34,
      "language.kotlin-elvis-density": 1 / 34,
      "language.kotlin-assertion-density": 1 / 34,
      "language.kotlin-named-argument-density": 2 / 34,
      "language.kotlin-private-share": 1 / 3, // fun, val, var
      "language.kotlin-trailing-comma-share": 1 / 2,
    },
  },
  {
    fact: "pointers, counters and types of fixed width",
    language: "c",
    code: `static void f(int* p, char *q) {
    for (int i = 0; i < 3; ++i) q[i] = 0;
    for (i = 0; i < 3; i++) p = NULL;
    size_t n;
}
int g(void) { return 0; }`,
    expected: {
      "language.native-static-share": 1 / 3, // one static, two functions
      "language.native-pointer-space-share": 1 / 2,
      "language.native-null-pointer-share": 0 / 1,
      "language.native-prefix-increment-share": 1 / 2,
      "language.native-width-type-density": 1 / 65, // 13 + 21 + 17 + 3 + 1 + 10
      "language.native-loop-declaration-share": 1 / 2,
    },
  },
  {
    fact: "the standard library in 38 words and marks",
    language: "cpp",
    code: `void f() {
    for (auto x : v) cout << static_cast<int>(x) << endl;
    for (;;) std::cerr << "\\n" << nullptr;
}`,
    expected: {
      // 5 + 19 + 13 + 1: for ( auto x : v ) cout << static_cast < int > ( x ) << endl ; is 19
      "language.cpp-std-density": 1 / 38,
      "language.cpp-stream-density": 2 / 38,
      "language.cpp-named-cast-density": 1 / 38,
      "language.cpp-range-loop-share": 1 / 2,
      "language.cpp-line-end-preference": 1 / 2,
      "language.native-null-pointer-share": 1 / 1,
    },
  },
  {
    fact: "checks of errors",
    language: "go",
    code: `package a

// Load reads it.
func Load(x any, y interface{}) error {
	if err := f(); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if err != nil {
		t.Fatalf("x")
	}
	if x {
		return fmt.Errorf("y")
	}
}`,
    expected: {
      "language.go-error-check-share": 2 / 3,
      "language.go-error-wrap-share": 1 / 2,
      "language.go-inline-error-share": 1 / 2,
      "language.go-any-share": 1 / 2,
      "language.go-comment-name-share": 1 / 1,
      // 13 + 11 + 9 + 1 + 5 + 6 + 1 + 3 + 7 + 1 + 1; package a is no code of the author's
      "language.go-fatal-density": 3 / 58,
      "complexity.parameters": 2,
    },
  },
  {
    fact: "errors, lifetimes and placeholders",
    language: "rust",
    code: `fn f<'a>(x: &'a T) -> R {
    let y = g(x)?.clone().unwrap();
    if y { assert!(z, "{y} {}", z); }
    match y { _ => 1 }
}`,
    expected: {
      // fn f < ' a > ( x : & ' a T ) -> R { is 17; 17; 14; 7; 1
      "language.rust-unwrap-density": 1 / 56,
      "language.rust-question-mark-density": 1 / 56,
      "language.rust-clone-density": 1 / 56,
      "language.rust-lifetime-density": 2 / 56,
      "language.rust-assert-density": 1 / 56,
      "language.rust-match-share": 1 / 2,
      "language.rust-inline-format-share": 1 / 2,
    },
  },
  {
    fact: "types of parameters and results, and joined texts",
    language: "php",
    code: `<?php
function f(?int $a, $b): string {
    return $a ?? "x" . $b;
}
function g($c) { return $c === "y"."z" && $c != 1; }`,
    expected: {
      "language.php-typed-signature-share": 1 / 2,
      "language.php-typed-parameter-share": 1 / 2,
      "language.php-strict-equality-share": 1 / 2,
      // function f ( ? int $ a , $ b ) : string { is 14; 9; 1; 7 + 14
      "language.php-null-coalescing-density": 1 / 45,
      "language.php-concatenation-spaced-share": 1 / 2,
    },
  },
  {
    fact: "symbols, modifiers and calls without parentheses",
    language: "ruby",
    code: `def f a
  b&.c unless d
  if a
    g :x
  end
end
def h(a)
end`,
    expected: {
      "language.ruby-symbol-density": 1 / 20, // 3 + 5 + 2 + 2 + 1 + 1 + 5 + 1
      "language.ruby-safe-navigation-density": 1 / 20,
      "language.ruby-unless-share": 1 / 2,
      "language.ruby-modifier-share": 1 / 2,
      "language.ruby-bare-call-share": 1 / 2,
    },
  },
];
