import { describe, expect, test } from "vitest";
import type { LanguageId } from "../../src/language.ts";
import { applyEdit } from "./apply-edit.ts";

const reformat = async (language: LanguageId, text: string) => applyEdit("reformat", language, text);

describe("reformat", () => {
  test("indents by nesting, cases and bodies without braces among it", async () => {
    const text = "void f(){\nif(a)\nb();\nelse\nc();\nswitch(d){\ncase 1:\ne();\ndefault:\ng();\n}\n}";
    expect(await reformat("c", text)).toBe(
      `void f() {
    if (a)
        b();
    else
        c();
    switch (d) {
        case 1:
            e();
        default:
            g();
    }
}
`,
    );
  });

  test("puts opening braces and else at the end of the line before, but not a block of its own", async () => {
    const text = "void f()\n{\n  if (a)\n  {\n    b();\n  }\n  else\n  {\n    c();\n  }\n  {\n    d();\n  }\n}\n";
    expect(await reformat("java", text)).toBe(
      `void f() {
    if (a) {
        b();
    } else {
        c();
    }
    {
        d();
    }
}
`,
    );
  });

  test("writes one blank at operators and commas, and none inside brackets or before a sign", async () => {
    const text = "int f(int   a,int b){ return a+b*-1   -( c[ 0 ] )==d?e:g ; }";
    expect(await reformat("java", text)).toBe("int f(int a, int b) { return a + b * -1 - (c[0]) == d ? e : g; }\n");
  });

  test("keeps the blocks of Python, its keyword arguments tight and its strings whole", async () => {
    const text = 'def f( a,b=1 ):\n\tif a==1 and \\\n\t   b:\n\t\t\treturn g(a,k=2)\n\treturn """x\n y  """\n';
    expect(await reformat("python", text)).toBe(
      'def f(a, b=1):\n    if a == 1 and \\\n        b:\n        return g(a, k=2)\n    return """x\n y  """\n',
    );
  });

  test("moves a comment with its code, line by line", async () => {
    const text = "class A {\n/**\n* one\n   * two\n*/\nint a;   // three\n        // four\n}\n";
    expect(await reformat("java", text)).toBe(
      "class A {\n    /**\n     * one\n     * two\n     */\n    int a; // three\n    // four\n}\n",
    );
  });

  test("leaves at most one blank line, and none at the ends", async () => {
    expect(await reformat("ruby", "\n\na = 1  \n\n\n\nb=2\n\n")).toBe("a = 1\n\nb = 2\n");
  });

  test("keeps directives in the first column and macros as they are", async () => {
    const text = "int f() {\n    #ifdef A\n  #define B(x) \\\n      x+1\n  c();\n  #endif\n}\n";
    expect(await reformat("c", text)).toBe("int f() {\n#ifdef A\n#define B(x) \\\n      x+1\n    c();\n#endif\n}\n");
  });

  test("indents with tabs in Go and by two in Ruby, where words close what words open", async () => {
    expect(await reformat("go", "func f() {\n  if a {\n    b()\n  }\n}\n")).toBe(
      "func f() {\n\tif a {\n\t\tb()\n\t}\n}\n",
    );
    const ruby = "def f\nif a\nb\nelse\nc.each do |d|\ne\nend\nend\nend\n";
    expect(await reformat("ruby", ruby)).toBe(
      "def f\n  if a\n    b\n  else\n    c.each do |d|\n      e\n    end\n  end\nend\n",
    );
  });

  test("goes one level further in for a line that continues a statement", async () => {
    const text = "const a = b\n.c()\n.d(x => {\ne()\n})\nf(g,\nh)\n";
    expect(await reformat("javascript", text)).toBe("const a = b\n  .c()\n  .d(x => {\n    e()\n  })\nf(g,\n  h)\n");
  });
});

describe("strip-comments", () => {
  const strip = async (language: LanguageId, text: string) => applyEdit("strip-comments", language, text);

  test("takes the lines of comments with it, and one of two blank lines around them", async () => {
    expect(await strip("java", "int a; // one\n\n/* two\n three */\n\nint b;\n")).toBe("int a;\n\nint b;\n");
  });

  test("keeps code on both sides of a comment apart", async () => {
    expect(await strip("c", "int/**/a;\nint b; /* x\n */ int c;\n")).toBe("int a;\nint b;\nint c;\n");
  });

  test("takes docstrings for comments, and puts pass where nothing else is", async () => {
    const text =
      '"""Module."""\ndef f():\n    """Doc."""\n    # only\n\ndef g():\n    "Doc."; return "# no"\n\ndef h(): "Doc."\n';
    expect(await strip("python", text)).toBe('def f():\n    pass\n\ndef g():\n    return "# no"\n\ndef h(): pass\n');
  });

  test("keeps the #! line, and takes comments of the header too", async () => {
    expect(await strip("python", "#!/usr/bin/env python\n# Copyright X\nimport os\n")).toBe(
      "#!/usr/bin/env python\nimport os\n",
    );
  });

  test("leaves what only looks like a comment in strings of every kind", async () => {
    for (const [language, text] of [
      ["javascript", "const a = `// ${1} /* */`, b = /\\/*/;\n"],
      ["rust", 'let a = r#"// "# ;\n'],
      ["ruby", "a = <<~X\n  # no\nX\nb = '#'\n"],
      ["csharp", 'var a = @"// ""x";\n'],
      ["php", "<?php\n$a = '# no'; // yes\n"],
    ] as const)
      expect(await strip(language, text)).toBe(text.replace(" // yes", ""));
  });
});

describe("tabs and spaces", () => {
  test("turn each other's margins round, also in comments, and leave strings alone", async () => {
    const spaced = "def f():\n  if a:\n    # b\n    return '''x\n  y'''\n";
    const tabbed = "def f():\n\tif a:\n\t\t# b\n\t\treturn '''x\n  y'''\n";
    expect(await applyEdit("tabs", "python", spaced)).toBe(tabbed);
    expect(await applyEdit("spaces", "python", tabbed)).toBe(spaced.replace(/^( +)(?=if|#|return)/gm, "$1$1"));
  });
});

describe("minify", () => {
  test("keeps the line breaks, and blanks only where tokens would join", async () => {
    const text = "// x\nint f ( int a ) {\n\n    return a - -1 + + a == b ;\n}\n";
    expect(await applyEdit("minify", "java", text)).toBe("int f(int a){\nreturn a - -1+ + a==b;\n}\n");
  });

  test("keeps a blank a level in Python", async () => {
    expect(await applyEdit("minify", "python", "def f( a ):\n    '''d'''\n    if a :\n        return a + 1\n")).toBe(
      "def f(a):\n if a :\n  return a+1\n",
    );
  });
});
