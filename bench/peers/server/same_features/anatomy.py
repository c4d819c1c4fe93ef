"""Parses a text and takes its syntax tree apart into lines, tokens and comments; licence and import lines are left out."""

import re
from dataclasses import dataclass
from importlib import import_module

from tree_sitter import Language, Parser

GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "java": ("tree_sitter_java", "language"),
    "c": ("tree_sitter_c", "language"),
    "cpp": ("tree_sitter_cpp", "language"),
    "csharp": ("tree_sitter_c_sharp", "language"),
    "go": ("tree_sitter_go", "language"),
    "rust": ("tree_sitter_rust", "language"),
    "php": ("tree_sitter_php", "language_php_only"),
    "ruby": ("tree_sitter_ruby", "language"),
    "kotlin": ("tree_sitter_kotlin", "language"),
}
ERROR = 65535
KEYWORD, IDENTIFIER, NUMBER, STRING, PUNCTUATION, TEXT = range(6)
BLANK, CODE, COMMENT = range(3)
PROSE = {"jsx_text", "text", "preproc_arg", "uninterpreted", "ERROR"}
LICENCE = re.compile(r"copyright|\(c\)|©|licen[sc]e|spdx|all rights reserved|redistribut|warrant", re.IGNORECASE)
FIRST_WORD = re.compile(r"[\w.]+!?")
WORD = re.compile(r"[#@]?[^\W\d]")
ALPHANUMERIC = re.compile(r"[^\W_]")
DOCUMENTATION = re.compile(r"/\*\*(?![*/])|/\*!|//!|///(?!/)")
DECLARATION_BELOW = re.compile(r"\s*(func|type|var|const|def|class|module)\b")


@dataclass(slots=True)
class Line:
    start: int
    end: int
    text_start: int
    text: str
    indent: int


@dataclass(slots=True)
class Comment:
    start: int
    end: int
    text: str
    is_doc: bool
    is_trailing: bool


@dataclass(slots=True)
class Anatomy:
    """Offsets count bytes. The lists of a group run side by side; nodes are in pre-order, header nodes left in."""

    source: bytes
    language: str
    kinds: list[int]
    starts: list[int]
    ends: list[int]
    depths: list[int]
    parents: list[int]
    lasts: list[int]
    roles: list[int]
    named: list[bool]
    errors: int
    header_nodes: int
    comment_nodes: list[int]
    lines: list[Line]
    comments: list[Comment]
    token_kinds: list[int]
    token_starts: list[int]
    token_ends: list[int]
    tokens: list[str]
    token_nodes: list[int]


@dataclass(slots=True)
class Rule:
    """Corrects the roles of a node by what stands around it."""

    kinds: set[int] | None
    parent: set[int] | None
    child: set[int] | None
    before: set[int] | None
    after: set[int] | None
    first_word: set[str] | None
    adds: int
    removes: int


class Reader:
    """Reads one language. Must stay in one thread."""

    def __init__(self, language: str, tables: dict):
        module, function = GRAMMARS[language]
        grammar = Language(getattr(import_module(module), function)())
        table = tables["languages"][language]
        self.language = language
        self.parser = Parser(grammar)
        self.shell = [part.encode() for part in table.get("memberShell", ())]
        self.bits = {role: 1 << at for at, role in enumerate(tables["roles"])}
        self.keywords = set(table["keywords"])
        self.names = [grammar.node_kind_for_id(kind) or "" for kind in range(grammar.node_kind_count)] + ["ERROR"]
        self.named = [grammar.node_kind_is_named(kind) for kind in range(grammar.node_kind_count)] + [True]
        self.error_kind = len(self.names) - 1
        ids: dict[str, set[int]] = {}
        for kind, name in enumerate(self.names):
            ids.setdefault(name if self.named[kind] else f'"{name}"', set()).add(kind)
        self.own_roles = [0] * len(self.names)
        for role, names in table["roles"].items():
            for kind in (kind for name in names for kind in ids.get(name, ())):
                self.own_roles[kind] |= self.bits[role]
        self.rules = [self.compile(rule, ids) for rule in table["rules"]]
        self.known_rules: dict[int, tuple[int, list[Rule]]] = {}
        self.expression_statement = ids.get("expression_statement", set())
        bit = self.bits
        self.comment, self.string, self.interpolation = bit["comment"], bit["string"], bit["interpolation"]
        self.number, self.identifier = bit["number"], bit["identifier"]
        self.reserved = bit["boolean"] | bit["null"] | bit["jump"]
        self.header = bit["import"] | bit["package"]

    def compile(self, rule: dict, ids: dict[str, set[int]]) -> Rule:
        def kinds(key: str) -> set[int] | None:
            return set().union(*(ids.get(name, ()) for name in rule[key])) if key in rule else None

        def mask(key: str) -> int:
            return sum(self.bits[role] for role in rule.get(key, ()))

        words = set(rule["firstWord"]) if "firstWord" in rule else None
        around = (kinds("parent"), kinds("child"), kinds("before"), kinds("after"))
        return Rule(kinds("types"), *around, words, mask("adds"), mask("removes"))

    def read(self, code: str) -> Anatomy:
        source = code.encode()
        nodes, errors = self.flatten(self.parser.parse(source))
        roles = None
        if errors and self.shell:
            nodes, roles, errors = self.read_as_member(source, nodes, errors)
        kinds, starts, ends, depths, parents, lasts = nodes
        if roles is None:
            roles = self.tell_roles(source, kinds, starts, parents, lasts)
        header_nodes = self.find_header(source, starts, ends, lasts, roles)
        header_end = source.find(b"\n", ends[header_nodes - 1]) + 1 if header_nodes > 1 else 0
        anatomy = Anatomy(
            source, self.language, kinds, starts, ends, depths, parents, lasts, roles,
            [self.named[kind] for kind in kinds], errors, header_nodes, [],
            read_lines(code, header_end), [], [], [], [], [], [],
        )  # fmt: skip
        self.read_tokens(anatomy, code if code.isascii() else None)
        return anatomy

    def read_as_member(self, source: bytes, nodes: tuple, errors: int):
        """A method that was cut out of its class reads as one only inside a class: where that reads better, it is kept."""
        before, after = self.shell
        whole = before + source + after
        shelled, shelled_errors = self.flatten(self.parser.parse(whole))
        kinds, starts, ends, depths, parents, lasts = shelled
        size, brace = len(kinds), len(before) - 1
        body = next((node for node in range(1, size) if starts[node] == brace and lasts[node] > node + 1), 0)
        last, first = size - 1, body + 2
        is_whole = body and lasts[body] == size and ends[body] == len(before) + len(source) + 1
        if shelled_errors >= errors or not is_whole or first > last or parents[last] != body:
            return nodes, None, errors
        shift, moved, level = first - 1, len(before), depths[body]
        taken = (
            [kinds[0], *kinds[first:last]],
            [0, *(start - moved for start in starts[first:last])],
            [len(source), *(end - moved for end in ends[first:last])],
            [0, *(depth - level for depth in depths[first:last])],
            [0, *(0 if parent == body else parent - shift for parent in parents[first:last])],
            [last - shift, *(end - shift for end in lasts[first:last])],
        )
        roles = self.tell_roles(whole, kinds, starts, parents, lasts)
        return taken, [roles[0], *roles[first:last]], shelled_errors

    def flatten(self, tree):
        """The nodes in pre-order; every one is asked for what it is once."""
        cursor = tree.walk()
        kinds, starts, ends, depths, parents, lasts = [], [], [], [], [], []
        errors = depth = parent = 0
        while True:
            node = cursor.node
            kind, start, end = node.kind_id, node.start_byte, node.end_byte
            if kind == ERROR:
                kind = self.error_kind
                errors += 1
            elif start == end and node.is_missing:
                errors += 1
            index = len(kinds)
            kinds.append(kind)
            starts.append(start)
            ends.append(end)
            depths.append(depth)
            parents.append(parent)
            lasts.append(index + 1)
            if cursor.goto_first_child():
                parent = index
                depth += 1
                continue
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    return (kinds, starts, ends, depths, parents, lasts), errors
                lasts[parent] = len(kinds)
                parent = parents[parent]
                depth -= 1

    def tell_roles(self, source, kinds, starts, parents, lasts) -> list[int]:
        known = self.known_rules
        roles = []
        for node, kind in enumerate(kinds):
            pair = kind << 16 | kinds[parents[node]]
            entry = known.get(pair)
            if entry is None:
                entry = known[pair] = self.rules_of(kind, kinds[parents[node]])
            mask, rules = entry
            for rule in rules:
                if applies(rule, node, source, kinds, starts, parents, lasts):
                    mask = mask & ~rule.removes | rule.adds
            roles.append(mask)
        return roles

    def rules_of(self, kind: int, parent: int) -> tuple[int, list[Rule]]:
        """The roles of a kind under a parent, and the rules for which more must be known."""
        mask = self.own_roles[kind]
        any_kind = self.named[kind] and not mask & self.comment
        rules = [
            rule
            for rule in self.rules
            if (kind in rule.kinds if rule.kinds is not None else any_kind)
            and (rule.parent is None or parent in rule.parent)
        ]
        if all(rule.child is rule.before is rule.after is rule.first_word is None for rule in rules):
            for rule in rules:
                mask = mask & ~rule.removes | rule.adds
            rules = []
        return mask, rules

    def find_header(self, source, starts, ends, lasts, roles) -> int:
        """The first node behind the leading imports, package line and licence."""
        node = end = 1
        while node < len(roles):
            is_comment = roles[node] & self.comment
            if roles[node] & self.header or is_comment and LICENCE.search(source[starts[node] : ends[node]].decode()):
                end = lasts[node]
            elif not is_comment:
                break
            node = lasts[node]
        return end

    def read_tokens(self, to: Anatomy, ascii_code: str | None) -> None:
        source, kinds, starts, ends, lasts, roles = to.source, to.kinds, to.starts, to.ends, to.lasts, to.roles
        names, keywords, prose_names = self.names, self.keywords, PROSE
        comment, string, number, identifier, reserved = (
            self.comment, self.string, self.number, self.identifier, self.reserved,
        )  # fmt: skip
        node = to.header_nodes if to.header_nodes > 1 else 0
        size = len(kinds)
        while node < size:
            mask = roles[node]
            last = lasts[node]
            start, end = starts[node], ends[node]
            is_string = mask & string
            if mask & comment or is_string and self.is_docstring(to, node):
                self.add_comment(to, node, not mask & comment)
            elif last == node + 1 or mask & number or is_string and not self.is_interpolated(roles, node, last):
                text = ascii_code[start:end] if ascii_code is not None else source[start:end].decode()
                if text and not text.isspace():
                    if is_string:
                        kind = STRING
                    elif mask & number:
                        kind = NUMBER
                    elif mask & identifier:
                        kind = IDENTIFIER
                    elif names[kinds[node]] in prose_names:
                        kind = TEXT
                    elif self.is_inside_string(to, node):
                        kind = STRING
                    elif WORD.match(text):
                        is_fixed = not self.named[kinds[node]] or mask & reserved or text in keywords
                        kind = KEYWORD if is_fixed else IDENTIFIER
                    else:
                        kind = TEXT if ALPHANUMERIC.search(text) else PUNCTUATION
                    to.token_kinds.append(kind)
                    to.token_starts.append(start)
                    to.token_ends.append(end)
                    to.tokens.append(text)
                    to.token_nodes.append(node)
            else:
                node += 1
                continue
            node = last

    def is_interpolated(self, roles, node: int, last: int) -> bool:
        return any(mask & self.interpolation for mask in roles[node + 1 : last])

    def is_inside_string(self, of: Anatomy, node: int) -> bool:
        for _ in range(2):
            if node == 0 or of.roles[node] & self.interpolation:
                return False
            node = of.parents[node]
            if of.roles[node] & self.string:
                return True
        return False

    def is_docstring(self, of: Anatomy, node: int) -> bool:
        if self.language != "python":
            return False
        statement = of.parents[node]
        return (
            of.kinds[statement] in self.expression_statement
            and of.starts[statement] == of.starts[node]
            and of.ends[statement] == of.ends[node]
        )

    def add_comment(self, to: Anatomy, node: int, is_docstring: bool) -> None:
        start = to.starts[node]
        text = to.source[start : to.ends[node]].decode().rstrip()
        line_start = to.source.rfind(b"\n", 0, start) + 1
        is_trailing = not to.source[line_start:start].isspace() and line_start < start
        is_doc = is_docstring or DOCUMENTATION.match(text) is not None
        if not is_doc and self.language in ("go", "ruby") and not is_trailing:
            below = to.source[to.ends[node] + 1 : to.ends[node] + 60].decode(errors="ignore")
            is_doc = DECLARATION_BELOW.match(below) is not None
        to.comments.append(Comment(start, start + len(text.encode()), text, is_doc, is_trailing))
        to.comment_nodes.append(node)


def applies(rule: Rule, node: int, source: bytes, kinds, starts, parents, lasts) -> bool:
    if rule.first_word is not None:
        word = FIRST_WORD.match(source[starts[node] : starts[node] + 30].decode(errors="ignore"))
        if word is None or word[0] not in rule.first_word:
            return False
    if rule.before is not None:
        behind = lasts[node]
        if behind >= len(kinds) or parents[behind] != parents[node] or kinds[behind] not in rule.before:
            return False
    if rule.after is not None:
        before, child = -1, parents[node] + 1
        while child < node:
            before, child = child, lasts[child]
        if before < 0 or kinds[before] not in rule.after:
            return False
    if rule.child is not None:
        child = node + 1
        while child < lasts[node]:
            if kinds[child] in rule.child:
                return True
            child = lasts[child]
        return False
    return True


def read_lines(code: str, header_end: int) -> list[Line]:
    """Lines behind the header, without blank ones at both ends."""
    lines = []
    start = 0
    for line in code.split("\n"):
        size = len(line) if line.isascii() else len(line.encode())
        if start >= header_end:
            bare = line.lstrip(" \t")
            before = line[: len(line) - len(bare)]
            text = bare.rstrip()
            if text or lines:
                indent = len(before.expandtabs(4)) if text else 0
                lines.append(Line(start, start + size, start + len(before), text, indent))
        start += size + 1
    while lines and not lines[-1].text:
        lines.pop()
    return lines
