"""What several signals share, counted once for a text."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import lru_cache
from math import nan

from .anatomy import (
    BLANK,
    CODE,
    COMMENT,
    IDENTIFIER,
    NUMBER,
    STRING,
    TEXT,
    Anatomy,
    Comment,
    Reader,
)

WORD = re.compile(r"[^\W\d_][^\W\d_'’]*")
NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\x00-\x7f]+")
DIRECTIVE = re.compile(
    r"(eslint|prettier|jshint|jslint|istanbul|tslint|@ts-|ts-|noqa|type:|pylint|mypy|flake8|isort|fmt:|pragma|nosec|"
    r"noinspection|nolint|go:|\+build|clang-format|rubocop|phpcs|shellcheck|vim:|-\*-|region|endregion|globals? )",
    re.IGNORECASE,
)
COMMENT_START = re.compile(
    r"(/\*+!?|\*+/|//+!?|#+!?|\*+(?!\S*\*)|[a-zA-Z]{0,2}(\"\"\"|'''|[\"'])|=begin|=end|--+|<!--)"
)
COMMENT_END = re.compile(r"(\*+/|\"\"\"|'''|[\"']|-->)$")
MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>")
BLOCK_COMMENT = re.compile(r"/\*|\"|'|=begin|[a-zA-Z]+[\"']")
STATEMENT_END = re.compile(r"[;{}]$")
SENTENCE = re.compile(r"\w+( [a-z]+){4}")
CODE_LINE = re.compile(
    r"[\w.$[\]>-]+ ?[-+*/|&]?:?= ?[^= ]|[\w.$>:-]+\([^()]*\)[;.)]*$|(if|for|while|elif|else if|switch|def|func|fn)\b.*[:{]$|"
    r"(import|from|require|return|print|var|let|const) [\w.'\"({]+[^a-z ]*$"
)
ABOVE = re.compile(r"@|#\[|\[|template\b")
DEFINERS = frozenset(("def", "fn", "func", "fun", "function"))
RECEIVERS = frozenset(("self", "cls", "this"))


@lru_cache(maxsize=50_000)
def split_name(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in NAME_WORD.findall(name))


class Note:
    """One remark as a reader sees it: line comments below each other are one."""

    __slots__ = ("first", "form", "is_doc", "is_trailing", "last", "lines", "next", "raw", "text", "words")

    def __init__(self, run: list[Comment], first: int, last: int, kinds: list[int]):
        comment = run[0]
        self.raw = "\n".join(one.text for one in run)[:4000]
        self.lines = unwrap(self.raw)
        self.text = " ".join(self.lines)
        self.words = WORD.findall(self.text.lower())
        self.is_doc, self.is_trailing = comment.is_doc, comment.is_trailing
        self.first, self.last = first, last
        is_above = not self.is_trailing and last + 1 < len(kinds) and kinds[last + 1] == CODE
        self.next = last + 1 if is_above else -1
        if not self.words:
            self.form = "rule"
        elif DIRECTIVE.match(self.text):
            self.form = "directive"
        else:
            is_code = not self.is_doc and sum(map(looks_like_code, self.lines)) * 2 > len(self.lines)
            self.form = "code" if is_code else "prose"


def unwrap(raw: str) -> list[str]:
    lines = []
    for line in raw.split("\n"):
        bare = COMMENT_END.sub("", COMMENT_START.sub("", line.strip()[:400], count=1))
        if "<" in bare:
            bare = MARKUP.sub("", bare)
        if bare := bare.strip():
            lines.append(bare)
    return lines


def looks_like_code(line: str) -> bool:
    return (STATEMENT_END.search(line) and not SENTENCE.match(line)) or CODE_LINE.match(line) is not None


class Function:
    __slots__ = (
        "body", "code", "comments", "decisions", "defaults", "first", "first_token", "is_documented", "is_named", "is_outer",
        "last", "last_token", "level", "name", "nesting", "node", "parameters", "returns", "starts_with_conditional", "typed",
    )  # fmt: skip

    def __init__(self, node: int, is_named: bool, is_outer: bool, level: int):
        self.node, self.is_named, self.is_outer, self.level = node, is_named, is_outer, level
        self.decisions = self.nesting = self.returns = 0


class Facts:
    """What several signals share, counted once."""

    def __init__(self, anatomy: Anatomy, reader: Reader):
        self.anatomy, self.reader = anatomy, reader
        self.mark_lines()
        self.join_comments()
        self.count_tokens()
        self.count_nodes()
        self.find_functions()

    def mark_lines(self) -> None:
        anatomy = self.anatomy
        lines = self.lines = anatomy.lines
        kinds = self.kinds = [BLANK if not line.text else -1 for line in lines]
        ends = [line.end for line in lines]
        starts = [line.start for line in lines]
        self.comment_lines = []
        at = 0
        for comment in anatomy.comments:
            while at < len(lines) and ends[at] < comment.start:
                at += 1
            line = at
            while line < len(lines) and starts[line] < comment.end:
                kinds[line] = COMMENT
                line += 1
            self.comment_lines.append((at, max(at, line - 1)))
        token_line = self.token_line = []
        first_token = self.first_token = [-1] * len(lines)
        last_token = self.last_token = [-1] * len(lines)
        at = 0
        for token, (start, end) in enumerate(zip(anatomy.token_starts, anatomy.token_ends)):
            while at < len(lines) and ends[at] < start:
                at += 1
            if at == len(lines) or starts[at] > start:
                token_line.append(-1)
                continue
            token_line.append(at)
            if first_token[at] < 0:
                first_token[at] = token
            last_token[at] = token
            kinds[at] = CODE
            line = at + 1
            while line < len(lines) and starts[line] < end:
                kinds[line] = CODE
                line += 1
        for line, kind in enumerate(kinds):
            if kind == -1:
                kinds[line] = CODE
        self.blank, self.code, self.comment = (kinds.count(kind) for kind in (BLANK, CODE, COMMENT))
        self.code_lines = [line for line, kind in zip(lines, kinds) if kind == CODE and line.text]
        indents = [line.indent for line in self.code_lines]
        steps = Counter(step for a, b in zip(indents, indents[1:]) if 0 < (step := b - a) <= 8)
        self.indents = indents
        self.indent_unit = min(steps, key=lambda step: (-steps[step], step)) if steps else 4

    def join_comments(self) -> None:
        runs: list[list] = []
        for comment, (first, last) in zip(self.anatomy.comments, self.comment_lines):
            if first >= len(self.lines):
                break
            if runs and runs[-1][2] == first - 1 and continues(runs[-1][0][-1], comment):
                runs[-1][0].append(comment)
                runs[-1][2] = last
            else:
                runs.append([[comment], first, last])
        self.notes = [Note(run, first, last, self.kinds) for run, first, last in runs]
        self.prose = [note for note in self.notes if note.form == "prose"]
        self.docs = [note for note in self.prose if note.is_doc]
        self.remarks = [note for note in self.prose if not note.is_doc]
        self.words = [word for note in self.prose for word in note.words]

    def count_tokens(self) -> None:
        tokens, kinds = self.anatomy.tokens, self.anatomy.token_kinds
        numbers: dict[str, int] = {}
        self.ids = [numbers.setdefault(text, len(numbers)) for text in tokens]
        shapes = {IDENTIFIER: 0, NUMBER: 1, STRING: 2, TEXT: 2}
        self.shapes = [shapes.get(kind, id + 3) for kind, id in zip(kinds, self.ids)]
        self.total = len(tokens)
        self.kind_counts = Counter(kinds)
        self.counts = Counter(text for text, kind in zip(tokens, kinds) if kind != STRING and kind != NUMBER)
        self.uses = Counter(
            plain for text, kind in zip(tokens, kinds) if kind == IDENTIFIER and (plain := text.lstrip("$@`'&:")[:80])
        )
        self.names = list(self.uses)
        self.name_words = [split_name(name) for name in self.names]
        self.all_words = [word for words in self.name_words for word in words]

    def count_nodes(self) -> None:
        of = self.anatomy
        skipped = dict(zip(of.comment_nodes, of.comment_nodes))
        node_kinds, parents, named, lasts, depths, roles = of.kinds, of.parents, of.named, of.lasts, of.depths, of.roles
        kinds: list[int] = []
        pairs: list[int] = []
        owners: list[int] = []
        levels: list[int] = []
        masks: list[int] = []
        leaves = nodes = 0
        node = max(1, of.header_nodes)
        size = len(node_kinds)
        while node < size:
            if node in skipped:
                node = lasts[node]
                continue
            nodes += 1
            if named[node]:
                kind, parent = node_kinds[node], parents[node]
                kinds.append(kind)
                owners.append(parent)
                pairs.append(node_kinds[parent] << 16 | kind)
                levels.append(depths[node])
                masks.append(roles[node])
                if lasts[node] == node + 1:
                    leaves += 1
            node += 1
        self.nodes, self.leaves, self.levels = nodes, leaves, levels
        self.node_kinds = Counter(kinds)
        self.pairs = Counter(pairs)
        self.children = list(Counter(owners).values())
        by_mask = Counter(masks)
        self.roles = {
            role: sum(count for mask, count in by_mask.items() if mask & bit) for role, bit in self.reader.bits.items()
        }

    def find_functions(self) -> None:
        of, bits = self.anatomy, self.reader.bits
        function, lambda_ = bits["function"], bits["lambda"]
        decision = bits["conditional"] | bits["loop"] | bits["case"] | bits["catch"] | bits["ternary"]
        nesting = bits["conditional"] | bits["loop"] | bits["switch"] | bits["try"]
        conditional, chain, returns = bits["conditional"], bits["conditional"] | bits["else"], bits["return"]
        wanted = function | lambda_ | decision | nesting | returns
        found: list[Function] = []
        open_: list[Function] = []
        levels: list[int] = []
        for node, mask in enumerate(of.roles):
            if not mask & wanted or not of.named[node] or node < of.header_nodes:
                continue
            while open_ and of.lasts[open_[-1].node] <= node:
                open_.pop()
            while levels and of.lasts[levels[-1]] <= node:
                levels.pop()
            is_named = mask & function != 0
            if is_named or mask & lambda_ and of.source.count(b"\n", of.starts[node], of.ends[node]) >= 2:
                one = Function(node, is_named, not open_, len(levels))
                found.append(one)
                open_.append(one)
                continue
            inside = open_[-1] if open_ else None
            if mask & nesting and not (mask & conditional and of.roles[of.parents[node]] & chain):
                levels.append(node)
                if inside:
                    inside.nesting = max(inside.nesting, len(levels) - inside.level)
            if inside:
                inside.decisions += mask & decision != 0
                inside.returns += mask & returns != 0
        self.functions = found
        if not found:
            return
        line_starts = [line.start for line in self.lines]
        note_ends = {note.last for note in self.prose if not note.is_trailing}
        doc_starts = {note.first for note in self.docs}
        for one in found:
            start, end = of.starts[one.node], of.ends[one.node]
            one.first = max(0, bisect_right(line_starts, start) - 1)
            one.last = max(one.first, bisect_right(line_starts, end - 1) - 1)
            kinds = self.kinds[one.first : one.last + 1]
            one.code, one.comments = kinds.count(CODE), kinds.count(COMMENT)
            one.first_token = bisect_left(of.token_starts, start)
            one.last_token = bisect_left(of.token_starts, end)
            body = self.body_of(one.node)
            above = one.first - 1
            while above >= 0 and above > one.first - 12 and ABOVE.match(self.lines[above].text):
                above -= 1
            one.is_documented = above in note_ends or (
                body > 0 and max(0, bisect_right(line_starts, of.starts[body]) - 1) in doc_starts
            )
            one.starts_with_conditional = body > 0 and self.starts_with_conditional(body)
            self.read_signature(one)

    def body_of(self, node: int) -> int:
        of = self.anatomy
        block = self.reader.bits["block"]
        child = node + 1
        while child < of.lasts[node]:
            if of.roles[child] & block and of.named[child]:
                return child
            child = of.lasts[child]
        return -1

    def starts_with_conditional(self, body: int) -> bool:
        of = self.anatomy
        skipped = self.reader.comment | self.reader.string
        node = body + 1
        while node < of.lasts[body]:
            if of.roles[node] & self.reader.bits["conditional"]:
                return True
            if of.named[node] and not of.roles[node] & skipped:
                return False
            node = of.lasts[node]
        return False

    def read_signature(self, one: Function) -> None:
        tokens, kinds = self.anatomy.tokens, self.anatomy.token_kinds
        one.name, one.parameters, one.typed, one.defaults = "", nan, 0, 0
        if not one.is_named:
            return
        for at in range(one.first_token, min(one.last_token - 1, one.first_token + 60)):
            if kinds[at] == IDENTIFIER and (tokens[at + 1] == "(" or at > 0 and tokens[at - 1] in DEFINERS):
                one.name = tokens[at]
                break
        else:
            return
        if tokens[at + 1] != "(":
            return
        depth = parameters = words = 0
        receiver = typed = default = False
        for at in range(at + 1, one.last_token):
            text = tokens[at]
            if text in "([{<":
                depth += 1
            elif text in ")]}>":
                depth -= 1
                if depth == 0 and text == ")":
                    break
            elif depth == 1:
                if text == ",":
                    if words and not receiver:
                        parameters += 1
                        one.typed += typed
                        one.defaults += default
                    words, receiver, typed, default = 0, False, False, False
                elif text == ":":
                    typed = True
                elif text == "=":
                    default = True
                elif kinds[at] <= IDENTIFIER:
                    words += 1
                    receiver = receiver or text in RECEIVERS and words <= 2 and not typed
        if words and not receiver:
            parameters += 1
            one.typed += typed
            one.defaults += default
        one.parameters = parameters


def continues(above: Comment, below: Comment) -> bool:
    return (
        above.is_doc == below.is_doc
        and not (above.is_trailing or below.is_trailing)
        and not (BLOCK_COMMENT.match(above.text) or BLOCK_COMMENT.match(below.text))
    )
