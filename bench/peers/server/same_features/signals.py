"""
216 named numbers of a text, under the names and by the definitions of the 296 signals of whowrote. Left out are those that only
some languages have, of which whowrote measures up to 14 in one text, and a few others: that only makes it faster.
"""

import math
import re
from collections import Counter
from functools import lru_cache

from .anatomy import (
    BLANK,
    CODE,
    COMMENT,
    IDENTIFIER,
    KEYWORD,
    NUMBER,
    PUNCTUATION,
    STRING,
    Anatomy,
    Reader,
)
from .distribution import (
    NAN,
    dominance,
    entropy,
    log_variety,
    mean,
    moving_variety,
    quantile,
    share,
    variation,
)
from .facts import ABOVE, Facts, split_name

STRING_START = re.compile(r"[a-zA-Z@$#&]{0,4}(\"\"\"|'''|\"|'|`)")
RETURN = re.compile(r"return\b")
BLOCK_OPEN = re.compile(r"[{:]$")
GOES_ON = re.compile(r"[}\])]|end\b|else\b|elif\b|except\b|catch\b|finally\b|rescue\b|ensure\b")
CLOSED = re.compile(r"[}\])]|end$")
CLOSER_LINE = re.compile(r"([}\])]+[;,)]*|end)$")
ELSE_LINE = re.compile(r"\}? ?(else|catch|finally)\b")
BRANCH = re.compile(r"(\} ?)?(if|for|while|elif|else if)\b")
BRACED_BRANCH = re.compile(r"(\} ?)?(if|for|while|else if)\b ?\(|\}? ?else\b(?! ?if)")
REMARK_AT_END = re.compile(r" *(//|#).*$")
ONE_LINE = re.compile(r":\s*\S[^:]*$")
CATCH = re.compile(r"\}? ?(catch|except|rescue)\b")
BROAD = re.compile(
    r"\(? ?\\?(Exception|Throwable|BaseException|StandardError)\b|except:|catch ?\{|\(\.\.\.\)|rescue( =>.*)?$|catch ?\(\w+\)"
)
CONDITION = re.compile(r"(\} ?)?(else )?(el)?(if|unless)\b")
EXIT = re.compile(r"\{? ?(return|throw|raise|continue|break|exit|panic|next)\b")
INLINE_EXIT = re.compile(r"[):] ?(return|throw|continue|break)\b")
RAISING = re.compile(r"\b(throw|raise|panic|Errorf|abort|bail)\b|Error\(|Exception\(|errors\.New")
CAPITAL_START = re.compile(r"[\W\d_]*[A-Z]")
UNSPACED = re.compile(r"(//+|#+|/\*)[^\s/#*!<]")
FULL_STOP = re.compile(r"[^.]\.\)?$")
QUESTION = re.compile(r"\?(\s|$|\))")
NUMBERED = re.compile(r"\W*(\(?\d+[.):]|(step|phase|case|test|part|stage) ?#?\d)", re.IGNORECASE)
SHORTHAND = re.compile(
    r"[→⇒←↔]|->|=>|(^|[\s(])[^\W\d_]{2,}/[^\W\d_]{2,}([\s).,:]|$)|[^\W\d_] \+ [^\W\d_]|[~<>]=? ?\d|[<>]="
)
SYMBOL = re.compile("[\u2010-\u203a\u2190-\u2bff\U0001f300-\U0001faff×≤≥≈…]")
PARENTHESIS = re.compile(r"\s\([a-z][^()]* [^()]*\)", re.IGNORECASE)
SEMICOLON = re.compile(r"[a-z)`]; [a-z`]")
HYPHENATED = re.compile(r"(^|[\s(])[^\W\d_]{2,}(-[^\W\d_]+)+([\s).,:;]|$)")
HEADING = re.compile(r"[A-Z].*[^\W_)]$|[A-Z].*\)$")
DENSITIES = {
    "hyphen": re.compile(r"[^\W\d_]-[^\W\d_]"),
    "parenthesis": re.compile(r"[\s(]\([^()\s]"),
    "comma": re.compile(", "),
    "full-stop": re.compile(r"[^\W\d_]\.(?:\s|$)"),
    "colon": re.compile(": "),
    "backtick": re.compile("`[^`]+`"),
    "dash": re.compile(r"\s(?:-{1,2}|–|—)\s|—"),
}
SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
TODO = re.compile(r"\b(TODO|FIXME|XXX|HACK|BUG)\b|^todo\b")
LINK = re.compile(r"https?://|www\.")
PARAMETER_TAG = re.compile(r"[@:\\]param\b|<param\b")
PARAMETER_HEADING = re.compile(r"(# )?(Args|Arguments|Parameters|Params):?$")
FAILURE = re.compile(
    r"\b(fail(ed|s|ure)?|invalid|cannot|can't|could not|unable|missing|must|should|expected|unexpected|unknown|not found|"
    r"error)\b",
    re.IGNORECASE,
)
PLACEHOLDER = re.compile(r"%[-+.\d]*[sdifgxuvqwT@]|\{\d*(:[^{}]*)?\}")
SMALL_NUMBER = re.compile(r"[012](\.0)?[a-z]{0,3}$", re.IGNORECASE)
LARGE_NUMBER = re.compile(r"[1-9][\d_]+$")
ROUND_NUMBER = re.compile(r"[1-9]\d?_?0+(_000)*$")
COLON_INSIDE = re.compile(r"\w: ?\S")
REMARK_INSIDE = re.compile(r" \(\S[^()]*\)")
ENDINGS = ("ations", "ation", "ing", "ed", "es", "e", "s")
OPENINGS, CLOSINGS = frozenset("(["), frozenset(")]")
OPERAND_CLOSERS = frozenset(")]}>")
COMPARISONS = frozenset("= == != === !== <= >= && || += -= *= /= := |= &= %= <<= >>=".split())
ARITHMETICS = frozenset("+ - * / % << >> ^ | & < > //".split())
OUTPUT = (
    "print println printf puts echo log logger console fprintf Println Printf cout WriteLine eprintln debug info warn warning"
).split()
ARTICLES = frozenset(("a", "an", "the"))
PEOPLE = frozenset("i i'm i'll i've we we're we'll we've you me us my our let's lets".split())
CONNECTIVES = frozenset("a and as at by for from if in is not of on or than the to when with without".split())
QUESTIONS = frozenset("is has can should was will are needs".split())
BRACED = frozenset(("javascript", "typescript", "java", "c", "cpp", "csharp", "php", "kotlin"))
QUOTING = frozenset(("python", "javascript", "typescript", "php", "ruby"))
KEYWORD_CLASSES = {
    "constancy": "const final readonly val constexpr immutable sealed",
    "mutability": "var let mut mutable volatile lateinit",
    "definition": "def function func fn fun class struct interface trait enum impl type module namespace record object",
    "logic": "and or not && || !",
    "literal": "true false null nil None True False undefined nullptr NULL",
    "self": "this self super cls base",
    "async": "async await go chan select suspend synchronized",
    "primitive": "int long float double char bool boolean void string byte short unsigned number any usize i32 u32 i64 u64 u8 f64 size_t",
    "assignment-mark": "= :=",
    "arithmetic-mark": "+ - * / % ** //",
    "comma-mark": ",",
    "parenthesis-mark": "(",
    "square-mark": "[",
    "curly-mark": "{",
    "colon-mark": ":",
    "semicolon-mark": ";",
}
KEYWORD_CLASSES = {name: words.split() for name, words in KEYWORD_CLASSES.items()}
COUNTED_ROLES = {
    "function": "function", "class": "class", "conditional": "conditional", "loop": "loop", "try": "try",
    "throw": "throw", "return": "return", "assignment": "assignment", "declaration": "declaration", "call": "call",
    "member": "member", "subscript": "subscript", "binary": "binary", "ternary": "ternary", "decorator": "decorator",
    "parameter": "parameter", "typeAnnotation": "type-annotation", "number": "number", "string": "string",
    "null": "null", "block": "block",
}  # fmt: skip


class Vocabulary:
    """Word lists, by name."""

    def __init__(self, lists: dict[str, list[str]]):
        for name, words in lists.items():
            setattr(self, name, frozenset(words))


@lru_cache(maxsize=50_000)
def style_of(name: str) -> str:
    core = name.strip("_")
    if len(core) <= 1:
        return "single"
    if not core.isascii() or not core.replace("_", "").isalnum():
        return "other"
    if core[0].islower() and core.islower() and "_" not in core:
        return "lower"
    if core[0].isupper() and core == core.upper():
        return "upper"
    if "_" not in core and core[0].isalpha():
        return "camel" if core[0].islower() else "pascal"
    return "snake" if core == core.lower() else "other"


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    if len(word) <= 4:
        return word[:-1] if word.endswith("s") else word
    for ending in ENDINGS:
        if word.endswith(ending):
            return word[: -len(ending)]
    return word


def measure_signals(anatomy: Anatomy, reader: Reader, vocabulary: Vocabulary) -> dict[str, float]:
    """NaN where a signal is not defined."""
    facts = Facts(anatomy, reader)
    return {
        **blank_lines(facts),
        **line_lengths(facts),
        **spacing(facts),
        **bracing(facts),
        **repetition(facts),
        **naming(facts, vocabulary),
        **comment_amount(facts),
        **comment_form(facts),
        **comment_wording(facts, vocabulary),
        **tree_shape(facts),
        **roles(facts),
        **literals(facts),
        **error_handling(facts),
        **function_shape(facts),
        **keywords(facts),
    }


def blank_lines(of: Facts) -> dict[str, float]:
    lines, kinds = of.lines, of.kinds
    gaps: list[int] = []
    paragraphs: list[int] = []
    inside = returns = before_return = openings = after_opening = dedents = after_dedent = 0
    run, above = 0, -1
    previous = None
    for at, kind in enumerate(kinds):
        if previous is not None and (kind == BLANK) != (previous == BLANK):
            (gaps if previous == BLANK else paragraphs).append(run)
            run = 0
        run += 1
        previous = kind
        if kind == BLANK:
            continue
        line = lines[at]
        is_gap = above >= 0 and at > above + 1
        inside += is_gap and line.indent > 0
        if above >= 0:
            is_dedent = line.indent < lines[above].indent or CLOSED.match(lines[above].text)
            if is_dedent and not GOES_ON.match(line.text):
                dedents += 1
                after_dedent += is_gap
        above = at
        if kind == CODE:
            if at > 0 and RETURN.match(line.text):
                returns += 1
                before_return += kinds[at - 1] == BLANK
            if at + 1 < len(kinds) and BLOCK_OPEN.search(line.text):
                openings += 1
                after_opening += kinds[at + 1] == BLANK
    if run:
        (gaps if previous == BLANK else paragraphs).append(run)
    before_functions = []
    for one in of.functions:
        if one.is_named:
            at = one.first - 1
            while at >= max(0, one.first - 60) and (kinds[at] == COMMENT or ABOVE.match(lines[at].text)):
                at -= 1
            if at >= 0:
                before_functions.append(kinds[at] == BLANK)
    return {
        "layout.blank-line-share": share(of.blank, len(lines)),
        "layout.blank-run-multiple-share": share(sum(gap > 1 for gap in gaps), len(gaps)),
        "layout.paragraph-length": mean(paragraphs),
        "layout.paragraph-length-variation": variation(paragraphs),
        "layout.indented-blank-share": share(inside, len(gaps)),
        "layout.gap-before-return-share": share(before_return, returns),
        "layout.gap-after-opening-share": share(after_opening, openings),
        "layout.gap-after-dedent-share": share(after_dedent, dedents),
        "layout.function-gap-share": mean(before_functions),
    }


def line_lengths(of: Facts) -> dict[str, float]:
    lengths = [len(line.text) for line in of.code_lines]
    widths = [line.indent + length for line, length in zip(of.code_lines, lengths)]
    indents = of.indents
    least = min(indents, default=0)
    return {
        "layout.line-length": mean(lengths),
        "layout.line-length-variation": variation(lengths),
        "layout.line-length-entropy": entropy(Counter(length >> 3 for length in lengths).values()),
        "layout.line-width-p95": quantile(widths, 0.95),
        "layout.line-width-max": min(400, max(widths)) if widths else NAN,
        "layout.closer-line-share": share(
            sum(
                length < 8 and CLOSER_LINE.match(line.text) is not None for line, length in zip(of.code_lines, lengths)
            ),
            len(lengths),
        ),
        "layout.tokens-per-line": share(of.total, of.code),
        "layout.indent-level": mean([(indent - least) / of.indent_unit for indent in indents]),
        "layout.indent-change-share": mean([a != b for a, b in zip(indents, indents[1:])]),
        "layout.indent-unit": of.indent_unit if any(indents) else NAN,
    }


def spacing(of: Facts) -> dict[str, float]:
    """Blanks between neighbours on a line: how often they stand where they may."""
    anatomy, line_of = of.anatomy, of.token_line
    source, tokens, kinds = anatomy.source, anatomy.tokens, anatomy.token_kinds
    starts, ends = anatomy.token_starts, anatomy.token_ends
    binary = of.reader.bits["binary"]
    counts = {name: [0, 0] for name in ("comma", "compare", "calculate", "keyword", "inner", "brace", "wide")}
    before, depth = -1, 0
    for at in range(len(tokens) - 1):
        text, kind, follows = tokens[at], kinds[at], tokens[at + 1]
        if text == "(":
            depth += 1
        elif text == ")" and depth:
            depth -= 1
        gap = -1
        if line_of[at] == line_of[at + 1] >= 0:
            gap = starts[at + 1] - ends[at]
            if gap and not source[ends[at] : starts[at + 1]].isspace():
                gap = -1
        if gap > 0:
            counts["wide"][gap > 1] += 1
        if gap >= 0:
            spaced = gap > 0
            if kind == PUNCTUATION:
                if text == ",":
                    counts["comma"][spaced] += 1
                elif before >= 0 and (before > 0) == spaced:
                    if text in COMPARISONS:
                        if text != "=" or depth == 0:
                            counts["compare"][spaced] += 1
                    elif text in ARITHMETICS and anatomy.roles[anatomy.parents[anatomy.token_nodes[at]]] & binary:
                        counts["calculate"][spaced] += 1
            elif kind == KEYWORD and follows == "(":
                counts["keyword"][spaced] += 1
            if (text in OPENINGS) != (follows in CLOSINGS):
                counts["inner"][spaced] += 1
            if follows != "}" if text == "{" else follows == "}":
                counts["brace"][spaced] += 1
        before = gap
    taken = {name: share(yes, yes + no) for name, (no, yes) in counts.items()}
    operators = [a + b for a, b in zip(counts["compare"], counts["calculate"])]
    return {
        "layout.comma-spaced-share": taken["comma"],
        "layout.comparison-spaced-share": taken["compare"],
        "layout.arithmetic-spaced-share": taken["calculate"],
        "layout.operator-spacing-consistency": dominance(operators),
        "layout.keyword-parenthesis-spaced-share": taken["keyword"],
        "layout.bracket-inner-space-share": taken["inner"],
        "layout.brace-inner-space-share": taken["brace"],
        "layout.wide-gap-share": taken["wide"],
    }


def bracing(of: Facts) -> dict[str, float]:
    language = of.anatomy.language
    tokens = of.anatomy.tokens
    texts = [line.text for line in of.lines] + [""]
    opening = own = elses = own_elses = branches = one_line = bodies = unbraced = brackets = several = 0
    for at, (text, kind) in enumerate(zip(texts, of.kinds)):
        if text.endswith("{"):
            opening += 1
            own += text == "{"
        if kind != CODE or not text:
            continue
        brackets += text[-1] in OPENINGS
        if ELSE_LINE.match(text):
            elses += 1
            own_elses += text[0] != "}"
        if BRANCH.match(text):
            branches += 1
            bare = REMARK_AT_END.sub("", text)
            one_line += bare[-1:] in ";}" or (bare[-1:] not in "{(,[:" and ONE_LINE.search(bare[-120:]) is not None)
        if BRACED_BRANCH.match(text):
            bodies += 1
            unbraced += "{" not in text and not texts[at + 1].startswith("{")
        first, last = of.first_token[at], of.last_token[at]
        if last - first >= 2 and ";" in text and tokens[first] != "for" and tokens[first + 1] != "for":
            several += ";" in tokens[first:last]
    lists = commas = 0
    depth: list[int] = []
    for at, text in enumerate(tokens):
        if text in ("(", "[", "{"):
            depth.append(0)
        elif text == ",":
            if depth:
                depth[-1] += 1
        elif text in (")", "]", "}"):
            inside = depth.pop() if depth else 0
            line = of.token_line[at]
            if inside and line >= 0 and of.first_token[line] == at:
                lists += 1
                commas += tokens[at - 1] == ","
    is_braced = language in BRACED
    return {
        "layout.brace-own-line-share": share(own, opening) if is_braced else NAN,
        "layout.else-own-line-share": share(own_elses, elses) if is_braced else NAN,
        "layout.one-line-conditional-share": share(one_line, branches),
        "layout.unbraced-body-share": share(unbraced, bodies) if is_braced else NAN,
        "layout.trailing-comma-share": share(commas, lists),
        "layout.open-bracket-line-share": share(brackets, len(of.code_lines)),
        "layout.several-statements-share": share(several, of.code),
    }


def repetition(of: Facts) -> dict[str, float]:
    long = [line.text for line in of.code_lines if len(line.text) > 8]
    shapes = of.shapes
    runs = list(zip(*(shapes[at:] for at in range(6))))
    by_line = [tuple(shapes[a : b + 1]) for a, b in zip(of.first_token, of.last_token) if a >= 0]
    return {
        "layout.repeated-line-share": share(len(long) - len(set(long)), len(long)),
        "layout.repeated-shape-share": share(len(runs) - len(set(runs)), len(runs)),
        "layout.token-variety": moving_variety(of.ids, 50),
        "layout.shape-variety": moving_variety(shapes, 30),
        "layout.same-shape-line-share": mean([len(a) > 2 and a == b for a, b in zip(by_line, by_line[1:])]),
    }


def naming(of: Facts, vocabulary: Vocabulary) -> dict[str, float]:
    names, split, words = of.names, of.name_words, of.all_words
    styles = [style_of(name) for name in names]
    counted = Counter(styles)
    joined = Counter(style for style, parts in zip(styles, split) if len(parts) > 1)
    count = len(names)
    lengths = [len(name) for name in names]
    sizes = [len(parts) for parts in split]
    full = sum(word in vocabulary.fullForms for word in words)
    short = sum(word in vocabulary.abbreviations for word in words)
    spelled = [word for word in words if len(word) > 1 and word.isascii() and word.isalpha()]
    letters = Counter("".join(words))
    vowels = sum(letters[vowel] for vowel in "aeiouy")
    functions = [split_name(one.name) for one in of.functions if one.name]
    last_use: dict[int, int] = {}
    uses: list[int] = []
    distances: list[float] = []
    for at, (kind, id) in enumerate(zip(of.anatomy.token_kinds, of.ids)):
        if kind == IDENTIFIER:
            uses.append(id)
            if id in last_use:
                distances.append(math.log2(at - last_use[id]))
            last_use[id] = at
    return {
        "identifier.length": mean(lengths),
        "identifier.length-variation": variation(lengths),
        "identifier.words": mean(sizes),
        "identifier.word-length": mean([len(word) for word in words]),
        "identifier.single-letter-share": share(counted["single"], count),
        "identifier.digit-share": share(
            sum(not name.isalpha() and any(map(str.isdigit, name)) for name in names), count
        ),
        "identifier.pascal-share": share(counted["pascal"], count),
        "identifier.snake-share": share(counted["snake"], count),
        "identifier.upper-share": share(counted["upper"], count),
        "identifier.style-consistency": dominance([joined["camel"], joined["snake"], joined["pascal"]]),
        "identifier.style-entropy": entropy(counted.values()),
        "identifier.underscore-start-share": share(
            sum(name[0] == "_" and name.strip("_") != "" for name in names), count
        ),
        "identifier.capital-run-share": share(
            sum(
                style not in ("upper", "lower", "snake") and re.search("[A-Z]{2}", name) is not None
                for name, style in zip(names, styles)
            ),
            count,
        ),
        "identifier.full-form-share": share(full, full + short),
        "identifier.vowelless-share": share(
            sum(not any(map(word.__contains__, "aeiouy")) for word in spelled), len(spelled)
        ),
        "identifier.vowel-share": share(vowels, sum(n for letter, n in letters.items() if "a" <= letter <= "z")),
        "identifier.generic-share": share(sum(name in vocabulary.genericNames for name in names), count),
        "identifier.letter-entropy": entropy(letters.values()),
        "identifier.variety": moving_variety(uses, 50),
        "identifier.word-log-variety": log_variety(len(set(words)), len(words)),
        "identifier.reuse-distance": mean(distances),
        "identifier.function-verb-share": share(
            sum(parts[:1] != () and parts[0] in vocabulary.nameVerbs for parts in functions), len(functions)
        ),
        "identifier.function-words": mean([len(parts) for parts in functions]),
        "identifier.connective-share": share(
            sum(size > 2 and not CONNECTIVES.isdisjoint(parts[1:-1]) for parts, size in zip(split, sizes)), count
        ),
        "identifier.used-twice-share": share(sum(uses == 2 for uses in of.uses.values()), count),
        "identifier.word-variation": variation(sizes),
        "identifier.question-share": share(
            sum(size > 1 and parts[0] in QUESTIONS for parts, size in zip(split, sizes)), count
        ),
    }


def comment_amount(of: Facts) -> dict[str, float]:
    remarks, docs, kinds, lines = of.remarks, of.docs, of.kinds, of.lines
    above = [note for note in remarks if note.next >= 0 and lines[note.next].indent > 0]
    indented = sum(line.indent > 0 for line in of.code_lines)
    paragraphs = [after for before, after in zip(kinds, kinds[1:]) if before == BLANK != after]
    named = [one for one in of.functions if one.is_named]
    first = of.prose[0] if of.prose else None
    opens = first is not None and first.first == 0 and not first.is_trailing
    filled = [note.lines[:-1] for note in of.prose if len(note.lines) > 2]
    return {
        "comment.line-share": share(of.comment, of.comment + of.code),
        "comment.remarks-per-line": share(len(remarks), of.code),
        "comment.trailing-share": mean([note.is_trailing for note in remarks]),
        "comment.lines-per-remark": mean([len(note.lines) for note in remarks if not note.is_trailing]),
        "comment.paragraph-opening-share": share(paragraphs.count(COMMENT), len(paragraphs)),
        "comment.before-statement-share": share(len(above), indented),
        "comment.switched-off-share": mean([note.form == "code" for note in of.notes]),
        "comment.longest-line": min(200, max(len(line) for note in of.prose for line in note.lines))
        if of.prose
        else NAN,
        "comment.fill": mean([mean(sizes) / max(sizes) for part in filled if (sizes := [len(line) for line in part])]),
        "comment.documented-function-share": mean([one.is_documented for one in named]),
        "comment.doc-lines": mean([len(note.lines) for note in docs]),
        "comment.doc-full-stop-share": mean([note.lines[0].endswith(".") for note in docs]),
        "comment.doc-parameters-share": mean(
            [
                PARAMETER_TAG.search(note.raw) is not None or any(map(PARAMETER_HEADING.match, note.lines))
                for note in docs
            ]
        ),
        "comment.doc-words-per-code-line": share(sum(len(note.words) for note in docs), of.code),
        "comment.opening": NAN if not lines else min(100, len(first.words)) if opens else 0,
    }


def comment_form(of: Facts) -> dict[str, float]:
    remarks, prose, words = of.remarks, of.prose, len(of.words)
    texts = [note.text for note in prose]
    capital = [CAPITAL_START.match(note.text) is not None for note in remarks]

    def found(pattern: re.Pattern, notes: list[str]) -> float:
        return mean([pattern.search(text) is not None for text in notes])

    sentences = sum(max(1, len(SENTENCE_END.findall(text))) for text in texts)
    own = [note.text for note in remarks]
    return {
        "comment.capital-start-share": mean(capital),
        "comment.unspaced-marker-share": mean([UNSPACED.match(note.raw) is not None for note in remarks]),
        "comment.full-stop-share": found(FULL_STOP, own),
        "comment.question-share": found(QUESTION, own),
        "comment.numbered-share": mean([NUMBERED.match(text) is not None for text in own]),
        "comment.em-dash-share": mean(["—" in text for text in texts]),
        "comment.shorthand-share": found(SHORTHAND, texts),
        "comment.symbol-share": mean([not text.isascii() and SYMBOL.search(text) is not None for text in texts]),
        "comment.foreign-letter-share": mean(
            [not text.isascii() and any(mark > "\x7f" and mark.isalpha() for mark in text) for text in texts]
        ),
        "comment.parenthesis-share": found(PARENTHESIS, texts),
        "comment.semicolon-share": found(SEMICOLON, texts),
        "comment.hyphen-share": found(HYPHENATED, texts),
        "comment.heading-share": mean(
            [len(note.words) <= 5 and HEADING.match(note.text) is not None for note in remarks]
        ),
        **{
            f"comment.{name}-density": share(sum(len(mark.findall(text)) for text in texts), words)
            for name, mark in DENSITIES.items()
        },
        "comment.sentence-words": share(words, sentences),
        "comment.case-consistency": dominance([sum(capital), len(capital) - sum(capital)]) if len(capital) > 1 else NAN,
    }


def comment_wording(of: Facts, vocabulary: Vocabulary) -> dict[str, float]:
    remarks, prose, words, stopwords = of.remarks, of.prose, of.words, vocabulary.stopwords

    def holding(known: frozenset) -> float:
        return mean([not known.isdisjoint(note.words) for note in prose])

    content = [stem(word) for word in words if word not in stopwords]
    known = set(map(stem, of.all_words))
    said = set(map(stem, words))
    parts = set(of.all_words)
    return {
        "comment.words": mean([len(note.words) for note in remarks]),
        "comment.word-length": mean([len(word) for word in words]),
        "comment.imperative-share": mean([note.words[0] in vocabulary.imperativeVerbs for note in remarks]),
        "comment.describing-share": mean([note.words[0] in vocabulary.describingVerbs for note in prose]),
        "comment.restated-share": restated(of, stopwords),
        "comment.stopword-share": mean([word in stopwords for word in words]),
        "comment.article-share": mean([word in ARTICLES for word in words]),
        "comment.reason-share": holding(vocabulary.reasonWords),
        "comment.polished-share": holding(vocabulary.polishedWords),
        "comment.casual-share": holding(vocabulary.casualWords),
        "comment.person-share": holding(PEOPLE),
        "comment.todo-share": mean([TODO.search(note.text) is not None for note in of.notes]),
        "comment.link-share": mean([LINK.search(note.text) is not None for note in prose]),
        "comment.word-variety": log_variety(len(set(words)), len(words)) if len(words) >= 10 else NAN,
        "comment.name-word-share": mean([word in known for word in content]),
        "comment.explained-name-share": mean([stem(word) in said for word in parts]) if prose else NAN,
    }


def restated(of: Facts, stopwords: frozenset) -> float:
    tokens, kinds = of.anatomy.tokens, of.anatomy.token_kinds
    shares = []
    for note in of.remarks:
        content = [stem(word) for word in note.words if word not in stopwords]
        if note.next < 0 or not content or len(note.words) > 30:
            continue
        code: set[str] = set()
        first = of.first_token[note.next]
        for at in range(first, of.last_token[note.next] + 1) if first >= 0 else ():
            if kinds[at] == KEYWORD:
                code.add(stem(tokens[at]))
            elif kinds[at] == IDENTIFIER:
                code.update(map(stem, split_name(tokens[at].lstrip("$@`'&:")[:80])))
        shares.append(sum(word in code for word in content) / len(content))
    return mean(shares)


def tree_shape(of: Facts) -> dict[str, float]:
    named = len(of.levels)
    depth = mean(of.levels)
    deviation = math.sqrt(max(0.0, sum(level * level for level in of.levels) / named - depth * depth)) if named else NAN
    kinds = entropy(of.node_kinds.values())
    return {
        "tree.depth": depth,
        "tree.depth-variation": share(deviation, depth),
        "tree.leaf-share": share(of.leaves, named),
        "tree.named-share": share(named, of.nodes),
        "tree.children-p95": quantile(of.children, 0.95),
        "tree.only-child-share": share(of.children.count(1), len(of.children)),
        "tree.kind-entropy": kinds,
        "tree.kind-variety": log_variety(len(of.node_kinds), named),
        "tree.kind-dominance": share(max(of.node_kinds.values(), default=0), named),
        "tree.pair-surprise": max(0.0, entropy(of.pairs.values()) - kinds) if of.pairs else NAN,
        "tree.nodes-per-token": share(of.nodes, of.total),
        "tree.error-share": share(of.anatomy.errors, len(of.lines)),
    }


def roles(of: Facts) -> dict[str, float]:
    counts, tokens = of.roles, of.anatomy.tokens
    closings = [at for at, text in enumerate(tokens) if text == ")"]
    chained = sum(at + 1 < len(tokens) and tokens[at + 1] in (".", "->", "?.", "?->") for at in closings)
    return {
        **{f"semantic.{name}-density": share(counts[role], of.total) for role, name in COUNTED_ROLES.items()},
        "semantic.else-per-conditional": share(counts["else"], counts["conditional"]),
        "semantic.lambda-share": share(counts["lambda"], counts["lambda"] + counts["function"]),
        "semantic.declaration-share": share(counts["declaration"], counts["declaration"] + counts["assignment"]),
        "semantic.call-share": share(counts["call"], counts["call"] + counts["function"]),
        "semantic.call-chain-share": share(chained, len(closings)),
    }


def literals(of: Facts) -> dict[str, float]:
    anatomy = of.anatomy
    contents: list[str] = []
    quotes: list[str] = []
    numbers: list[str] = []
    for kind, text in zip(anatomy.token_kinds, anatomy.tokens):
        if kind == NUMBER:
            numbers.append(text)
        elif kind == STRING and (match := STRING_START.match(text)):
            quotes.append(match[1][0])
            contents.append(text[match.end() : max(match.end(), len(text) - len(match[1]))][:400].strip())
    sentences = [text for text in contents if len(text.split(None, 2)) == 3 and any(map(str.isalpha, text))]
    plain = [quote for quote in quotes if quote != "`"]
    double = plain.count('"')
    large = [text for text in numbers if LARGE_NUMBER.match(text)]
    is_quoting = anatomy.language in QUOTING
    return {
        "layout.quote-consistency": dominance([double, len(plain) - double]) if is_quoting else NAN,
        "layout.double-quote-share": share(double, len(plain)) if is_quoting else NAN,
        "semantic.string-length": mean([min(200, len(text)) for text in contents]),
        "semantic.string-sentence-share": share(len(sentences), len(contents)),
        "semantic.sentence-capital-share": mean([CAPITAL_START.match(text) is not None for text in sentences]),
        "semantic.sentence-exclamation-share": mean([text[-1] == "!" for text in sentences]),
        "semantic.sentence-colon-share": mean([COLON_INSIDE.search(text) is not None for text in sentences]),
        "semantic.sentence-words": mean([min(40, len(text.split())) for text in sentences]),
        "semantic.sentence-failure-share": mean([FAILURE.search(text) is not None for text in sentences]),
        "semantic.sentence-parenthesis-share": mean([REMARK_INSIDE.search(text) is not None for text in sentences]),
        "semantic.string-symbol-share": mean(
            [not text.isascii() and SYMBOL.search(text) is not None for text in contents]
        ),
        "semantic.string-escape-share": mean(["\\n" in text for text in contents]),
        "semantic.string-placeholder-share": mean([PLACEHOLDER.search(text) is not None for text in contents]),
        "semantic.small-number-share": mean([SMALL_NUMBER.match(text) is not None for text in numbers]),
        "semantic.round-number-share": mean([ROUND_NUMBER.match(text) is not None for text in large]),
        "semantic.number-variety": log_variety(len(set(numbers)), len(numbers)),
    }


def error_handling(of: Facts) -> dict[str, float]:
    anatomy = of.anatomy
    tokens, kinds = anatomy.tokens, anatomy.token_kinds
    texts = [line.text for line in of.lines] + [""]
    catches = broad = conditions = early = elses = after = 0
    messages = []
    for at, kind in enumerate(of.kinds):
        text = texts[at]
        if kind == CODE and text:
            if CATCH.match(text):
                catches += 1
                broad += BROAD.search(text) is not None
            if CONDITION.match(text):
                conditions += 1
                early += EXIT.match(texts[at + 1]) is not None or INLINE_EXIT.search(text) is not None
        first = of.first_token[at]
        if first >= 0 and RAISING.search(text):
            for token in range(first, min(first + 16, len(tokens))):
                if kinds[token] == STRING:
                    messages.append(min(40, len(tokens[token][:400].split())))
                    break
    for at, text in enumerate(tokens):
        if text == "else" and kinds[at] == KEYWORD:
            elses += 1
            line = of.token_line[at]
            for above in range(line - 1, max(0, line - 3) - 1, -1):
                if texts[above] and not texts[above].startswith(("}", ")", "//", "#")):
                    after += EXIT.match(texts[above]) is not None
                    break
    return {
        "semantic.broad-catch-share": share(broad, catches),
        "semantic.error-message-words": mean(messages),
        "semantic.early-exit-share": share(early, conditions),
        "semantic.else-after-exit-share": share(after, elses),
        "semantic.output-call-share": share(sum(of.counts[word] for word in OUTPUT), of.roles["call"]),
    }


def function_shape(of: Facts) -> dict[str, float]:
    every = of.functions
    named = [one for one in every if one.is_named]
    outer = [one for one in every if one.is_outer]
    listed = [one for one in every if one.parameters == one.parameters]
    sizes = [one.code for one in named]
    outer_code, outer_comments = sum(one.code for one in outer), sum(one.comments for one in outer)
    parameters = sum(one.parameters for one in listed)
    language = of.anatomy.language
    indices = []
    for one in outer:
        if one.is_named and one.last_token > one.first_token:
            distinct = len(set(of.ids[one.first_token : one.last_token]))
            volume = (one.last_token - one.first_token) * math.log2(max(2, distinct))
            forks = 0.23 * (one.decisions + 1)
            indices.append(max(0.0, 171 - 5.2 * math.log(volume) - forks - 16.2 * math.log(max(1, one.code))))
    # Halstead: operators are keywords and marks, operands are names, numbers and texts.
    operators: list[int] = []
    operands: list[int] = []
    for kind, id, text in zip(of.anatomy.token_kinds, of.ids, of.anatomy.tokens):
        if kind != KEYWORD and kind != PUNCTUATION:
            operands.append(id)
        elif text not in OPERAND_CLOSERS:
            operators.append(id)
    uses = len(operators) + len(operands)
    kinds, operand_kinds = len(set(operators)), len(set(operands))
    volume = uses * math.log2(kinds + operand_kinds) if kinds + operand_kinds > 1 else NAN
    difficulty = kinds / 2 * len(operands) / operand_kinds if operand_kinds and uses > 1 else NAN
    effort = difficulty * volume
    return {
        "complexity.cyclomatic": mean([one.decisions + 1 for one in every]),
        "complexity.forks-per-line": share(sum(one.decisions for one in every), of.code),
        "complexity.nesting": mean([one.nesting for one in every]),
        "complexity.function-length": mean(sizes),
        "complexity.function-length-variation": variation(sizes),
        "complexity.function-length-max-share": min(1.0, share(max(one.code for one in every), of.code))
        if every
        else NAN,
        "complexity.in-functions-share": min(1.0, share(outer_code, of.code)),
        "complexity.function-comment-share": share(outer_comments, outer_comments + outer_code),
        "complexity.parameters": share(parameters, len(listed)),
        "complexity.no-parameter-share": mean([one.parameters == 0 for one in listed]),
        "complexity.typed-parameter-share": share(sum(one.typed for one in every), parameters)
        if language in ("python", "typescript")
        else NAN,
        "complexity.default-parameter-share": share(sum(one.defaults for one in every), parameters)
        if language not in ("java", "c", "go", "rust")
        else NAN,
        "complexity.returns-per-function": mean([one.returns for one in named]),
        "complexity.guard-share": mean([one.starts_with_conditional for one in every]),
        "complexity.maintainability": mean(indices),
        "complexity.halstead-volume-per-line": volume / max(1, of.code),
        "complexity.halstead-difficulty-relative": difficulty / math.log2(uses) if uses > 1 else NAN,
        "complexity.halstead-effort-relative": math.log2(effort) / math.log2(uses) if effort >= 1 else NAN,
    }


def keywords(of: Facts) -> dict[str, float]:
    counts, total = of.counts, of.total
    return {
        **{
            f"keyword.{name}-density": share(sum(map(counts.__getitem__, words)), total)
            for name, words in KEYWORD_CLASSES.items()
        },
        "keyword.share": share(of.kind_counts[KEYWORD], total),
        "keyword.entropy": entropy([n for word in of.reader.keywords if (n := counts[word])]),
        "keyword.punctuation-share": share(of.kind_counts[PUNCTUATION], total),
        "keyword.identifier-share": share(of.kind_counts[IDENTIFIER], total),
    }
