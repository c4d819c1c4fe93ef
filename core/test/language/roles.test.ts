import { afterAll, describe, expect, test } from "vitest";
import { languageIds, type LanguageId, type Role } from "whowrote/language";
import { languages } from "whowrote/language/index";
import { openSyntaxParser } from "whowrote/node/grammars";
import { playsRole } from "whowrote/syntax-tree";

const parser = await openSyntaxParser();
afterAll(() => parser.close());

/** How the nodes begin that play a role in a text, outer nodes first. */
type Players = Partial<Record<Role, readonly string[]>>;

const examples: Readonly<Record<LanguageId, readonly [text: string, players: Players]>> = {
  python: [
    `def f(a, b=1, *c, d: list[int] = None) -> int:
    if a and b + 1:
        raise E
    elif a:
        return g.h(1)
    else:
        e: int = 2
    f = [x for x in a if x]
`,
    {
      parameter: ["a", "b=1", "*c", "d: list[int] = None"],
      typeAnnotation: ["list[int]", "int", "int"],
      logical: ["a and b + 1"],
      binary: ["b + 1"],
      conditional: ["if a and b + 1:", "elif a:", "if x"],
      else: ["else:\n        e: int = 2"],
      throw: ["raise E"],
      declaration: ["e: int = 2"],
      member: ["g.h"],
      comprehension: ["[x for x in a if x]"],
    },
  ],
  javascript: [
    `const a = require("b");
function f(c, { d }, e = 1, ...g) {
  if (c && d + 1) throw c;
  else if (d ?? e) return c?.d;
  else g(/h/i);
}
const k = l => \`m \${l}\`;
class N { o = 1; get p() { return null; } }
`,
    {
      function: ["function f(c, { d }, e", "get p() { return null; "],
      lambda: ["l => `m ${l}`"],
      class: ["class N { o = 1; get p("],
      parameter: ["c", "{ d }", "e = 1", "...g", "l"],
      logical: ["c && d + 1", "d ?? e"],
      binary: ["d + 1"],
      conditional: ["if (c && d + 1) throw c", "if (d ?? e) return c?.d"],
      else: ["else g(/h/i);"],
      declaration: ['const a = require("b");', "const k = l => `m ${l}`;", "o = 1"],
      import: ['require("b")'],
      member: ["c?.d"],
      string: ['"b"', "/h/i", "`m ${l}`"],
      interpolation: ["${l}"],
      null: ["null"],
    },
  ],
  typescript: [
    `interface A { b: string; c(d: number): void }
const e = <T,>(f: T, g?: T): T => f as T;
namespace H { enum I { J } }
abstract class K { private l: A | null = null; }
`,
    {
      class: ["interface A { b: string", "enum I { J }", "abstract class K { priva"],
      function: ["c(d: number): void"],
      lambda: ["<T,>(f: T, g?: T): T =>"],
      parameter: ["d: number", "f: T", "g?: T"],
      typeAnnotation: [": string", ": number", ": void", ": T", ": T", ": T", ": A | null"],
      declaration: ["b: string", "const e = <T,>(f: T, g?", "private l: A | null = nu"],
      package: ["namespace H { enum I { J"],
    },
  ],
  java: [
    `class A<T> {
  private List<T> b = new ArrayList<>();
  A(int c, String... d) { super(c); }
  int e() {
    for (var f : b) { f.g(h -> h + 1, (i, j) -> k()); }
    if (l && m) return 1; else if (n instanceof O) { throw p; } else { q = r.s; }
    return 2;
  }
}
`,
    {
      function: ["A(int c, String... d) {", "int e() {\n    for (var "],
      lambda: ["h -> h + 1", "(i, j) -> k()"],
      parameter: ["int c", "String... d", "h", "i", "j"],
      typeAnnotation: ["List<T>", "int", "String", "int"],
      declaration: ["private List<T> b = new"],
      call: ["new ArrayList<>()", "super(c);", "f.g(h -> h + 1, (i, j) ", "k()"],
      member: ["f.g(h -> h + 1, (i, j) ", "r.s"],
      logical: ["l && m"],
      binary: ["h + 1", "n instanceof O"],
      conditional: ["if (l && m) return 1; e", "if (n instanceof O) { t"],
      else: ["{ q = r.s; }"],
    },
  ],
  c: [
    `#include <a.h>
struct b { int c; };
struct b *d(void);
static int e(const char *f, struct b g, void *h) {
  int i = 1, j;
  if (i && j < 2) return i ? 1 : 2;
  else if (j) goto k;
  else f->l = NULL;
k: assert(*f);
}
`,
    {
      class: ["struct b { int c; }"],
      function: ["static int e(const char"],
      parameter: ["const char *f", "struct b g", "void *h"],
      declaration: ["int c;", "struct b *d(void);", "int i = 1, j;"],
      typeAnnotation: ["int", "struct b", "void", "int", "char", "struct b", "void", "int"],
      logical: ["i && j < 2"],
      binary: ["j < 2"],
      else: ["else f->l = NULL;"],
      jump: ["goto k;"],
      null: ["NULL"],
      unary: ["*f"],
      import: ["#include <a.h>\n"],
      assertion: ["assert(*f)"],
    },
  ],
  cpp: [
    `#include <a>
using namespace std;
namespace b {
template <typename T> class C : public D {
 public:
  C(int e = 1, T&& f) : g(e) {}
 private:
  int g{1};
};
}
auto h(vector<int> i) -> int {
  for (auto& j : i) if (j or not k) throw j; else std::cout << [&](int l) { return l; };
  return static_cast<int>(nullptr);
}
`,
    {
      class: ["class C : public D {\n p"],
      lambda: ["[&](int l) { return l; "],
      parameter: ["int e = 1", "T&& f", "vector<int> i", "int l"],
      import: ["#include <a>\n", "using namespace std;"],
      package: ["namespace b {\ntemplate "],
      declaration: ["int g{1};"],
      logical: ["j or not k"],
      binary: ["std::cout << [&](int l)"],
      loop: ["for (auto& j : i) if (j"],
      member: ["std::cout"],
      throw: ["throw j;"],
      null: ["nullptr"],
    },
  ],
  csharp: [
    `using System;
namespace A {
  [B] class C : D {
    private readonly E f = new E();
    public int G { get; set; }
    public List<int> H(int i, E j = null) {
      var k = i > 1 && j == null ? $"m {i}" : "n";
      if (k) { z?.L(); } else if (i) { } else { throw new O(); }
      return p.Select(q => q + 1) ?? (from r in s select r);
    }
  }
}
`,
    {
      function: ["public List<int> H(int "],
      lambda: ["q => q + 1"],
      decorator: ["B"],
      parameter: ["int i", "E j = null", "q"],
      typeAnnotation: ["E", "int", "List<int>", "int", "E"],
      declaration: ["private readonly E f = ", "public int G { get; set", "var k = i > 1 && j"],
      logical: ["i > 1 && j == null", "p.Select(q => q + 1) ??"],
      binary: ["i > 1", "j == null", "q + 1"],
      ternary: ["i > 1 && j == null"],
      interpolation: ["{i}"],
      conditional: ["if (k) { z?.L(); } else", "if (i) { } else { throw"],
      else: ["{ throw new O(); }"],
      comprehension: ["from r in s select r"],
      member: ["z?.L", "p.Select"],
    },
  ],
  go: [
    `package a
import "b"
type C struct { D, E int }
func (c *C) F(g, h int, i ...string) (int, error) {
	j := 1
	if j > 1 && g != h { return 1, nil } else if j == 2 { panic("k") } else { j++ }
	for l := range i { defer func() { recover() }() }
	return j, nil
}
`,
    {
      class: ["C struct { D, E int }"],
      function: ["func (c *C) F(g, h int,"],
      lambda: ["func() { recover() }"],
      parameter: ["c", "g", "h", "i"],
      typeAnnotation: ["int", "*C", "int", "string", "int", "error"],
      declaration: ["D, E int", "j := 1"],
      logical: ["j > 1 && g != h"],
      binary: ["j > 1", "g != h", "j == 2"],
      else: ["{ j++ }"],
      throw: ['panic("k")'],
      catch: ["recover()"],
      package: ["package a"],
      null: ["nil", "nil"],
    },
  ],
  rust: [
    `use a::b;
mod c;
#[derive(D)]
struct E { f: u8 }
impl E {
    fn g(&self, mut h: Vec<u8>) -> Option<u8> {
        let i: u8 = 1;
        if h && i < 2 { return None; } else if let Some(j) = h { panic!("k") } else { loop { break; } }
        assert_eq!(i, 2);
        h.iter().map(|l| l + 1).sum()?
    }
}
`,
    {
      class: ["struct E { f: u8 }", "impl E {\n    fn g(&self"],
      function: ["fn g(&self, mut h: Vec<"],
      lambda: ["|l| l + 1"],
      parameter: ["&self", "mut h: Vec<u8>", "l"],
      typeAnnotation: ["u8", "Vec<u8>", "Option<u8>", "u8"],
      declaration: ["f: u8", "let i: u8 = 1;"],
      import: ["use a::b;"],
      package: ["mod c;"],
      decorator: ["#[derive(D)]"],
      logical: ["h && i < 2"],
      binary: ["i < 2", "l + 1"],
      else: ["else { loop { break; } "],
      throw: ['panic!("k")'],
      assertion: ["assert_eq!(i, 2)"],
      unary: ["h.iter().map(|l| l + 1)"],
    },
  ],
  php: [
    `<?php
namespace A;
use B\\C;
#[D]
class E extends F {
  private ?int $g = 1;
  public function h(int $i, string ...$j): ?int {
    $k = $i && $j ?: "l $i {$j->m}";
    if ($k) { } elseif ($i . 'n') { } else { throw new O(); }
    return $this->p(fn($q) => $q['r']) ?? S::t();
  }
}
`,
    {
      class: ["#[D]\nclass E extends F"],
      lambda: ["fn($q) => $q['r']"],
      parameter: ["int $i", "string ...$j", "$q"],
      typeAnnotation: ["?int", "int", "string", "?int"],
      declaration: ["private ?int $g = 1;"],
      interpolation: ["$i", "$j->m"],
      logical: ["$i && $j", "$this->p(fn($q) => $q['"],
      binary: ["$i . 'n'"],
      conditional: ["if ($k) { } elseif ($i ", "elseif ($i . 'n') { }"],
      else: ["else { throw new O(); }"],
      call: ["new O()", "$this->p(fn($q) => $q['", "S::t()"],
      member: ["$j->m", "$this->p(fn($q) => $q['", "S::t()"],
      import: ["use B\\C;"],
      package: ["namespace A;"],
    },
  ],
  ruby: [
    `require 'a'
class B < C
  attr_reader :d
  def e(f, g = 1, *h, i:, &j)
    @k ||= f && g
    return l.m if f + 1
    begin
      raise "n #{f}"
    rescue O => p
      q.each { |r| r }
    ensure
      s
    end
    t = u ? :v : -> (w) { w }
  end
end
`,
    {
      class: ["class B < C\n  attr_read"],
      function: ["def e(f, g = 1, *h, i:,"],
      lambda: ["{ |r| r }", "-> (w) { w }"],
      parameter: ["f", "g = 1", "*h", "i:", "&j", "r", "w"],
      declaration: ["attr_reader :d"],
      assignment: ["@k ||= f && g", "t = u ? :v : -> (w) { w"],
      logical: ["f && g"],
      binary: ["f + 1"],
      conditional: ["return l.m if f + 1"],
      try: ['begin\n      raise "n #{f'],
      catch: ["rescue O => p\n      q.ea", "ensure\n      s"],
      throw: ['raise "n #{f}"'],
      import: ["require 'a'"],
      ternary: ["u ? :v : -> (w) { w }"],
      interpolation: ["#{f}"],
    },
  ],
  kotlin: [
    `package a
import b.c
class D(val e: Int) : F() {
  private val g: String = "h \${e}"
  fun i(j: Int, k: String = ""): Int? {
    if (j > 1 && k != "") return null else if (j == 2) { } else { throw l }
    for (m in 1..2) { if (true) break }
    n?.o { p -> p }
    return j ?: 1
  }
}
fun String.q() = 1
`,
    {
      class: ["class D(val e: Int) : F"],
      function: ["fun i(j: Int, k: String", "fun String.q() = 1"],
      lambda: ["{ p -> p }"],
      parameter: ["val e: Int", "j: Int", "k: String", "p"],
      typeAnnotation: ["Int", "String", "Int", "String", "Int?"],
      declaration: ["private val g: String = "],
      logical: ['j > 1 && k != ""', "j ?: 1"],
      conditional: ['if (j > 1 && k != "") r', "if (j == 2) { } else { ", "if (true) break"],
      else: ["{ throw l }"],
      boolean: ["true"],
      null: ["null"],
      jump: ["break"],
      member: ["n?.o"],
      interpolation: ["${e}"],
      package: ["package a"],
      import: ["import b.c"],
    },
  ],
};

describe.each(languageIds)("%s", (id) => {
  const [text, players] = examples[id];
  test.each(Object.entries(players) as [Role, readonly string[]][])("has its %s nodes", async (role, expected) => {
    const tree = await parser.parse(text, languages[id]);
    expect(tree.errorCount).toBe(0);
    const found = Array.from({ length: tree.size }, (_, node) => node)
      .filter((node) => playsRole(tree, node, role))
      .map((node) => tree.text.slice(tree.start[node], tree.end[node]));
    // Long nodes are told by how they begin.
    expect(found.map((one, at) => one.slice(0, expected[at]?.length))).toEqual(expected);
  });
});
