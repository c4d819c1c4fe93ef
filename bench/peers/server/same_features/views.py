"""Six ways of reading a text as hashed words, runs of which are the features of linear models (feature hashing)."""

import re
from functools import lru_cache
from zlib import crc32

import numpy as np

from .anatomy import IDENTIFIER, NUMBER, STRING, TEXT, Anatomy

BUCKET_BITS = 20
LONGEST_RUN = {"raw": 3, "layout-free": 3, "delexicalised": 5, "comments": 3, "lines": 4, "names": 3}
PIECE = re.compile(r"[\w$]+|[^\s\w$]")
NAME_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_a-zA-Z]+")
LINE_START = re.compile(r"[^\W\d]+|\d|[^\w\s]{1,2}")
NOTHING, SPACE, GAP, DEEPER, SAME, SHALLOWER, BLANK_LINE, INSIDE = range(1, 9)
TOPIC = frozenset(
    """agent agents agentic anthropic chatgpt claude codex copilot deepseek devin gemini genai gpt huggingface langchain
    llama llm llms mcp mistral ollama openai openrouter prompt prompts qwen""".split()
)
START_WORDS = frozenset(
    """if else elif for foreach while do switch case default when match try catch except finally return throw raise break
    continue def func fun function fn class struct interface enum import from use using package public private protected
    static final const let var val self this end""".split()
)

Lexemes = tuple[list[int], list[int], list[int]]
"""Hash, start and end of each word."""


@lru_cache(maxsize=100_000)
def hash_word(text: str, tag: int) -> int:
    return crc32(text.encode(), tag)


@lru_cache(maxsize=100_000)
def hash_words(text: str, first: int, rest: int) -> tuple[tuple[int, int, int], ...]:
    """The lower-cased words of a stretch of text with their places in it."""
    found = []
    tag = first
    offset = 0 if text.isascii() else None
    for match in NAME_WORD.finditer(text):
        word = match[0][:24].lower()
        word = "#topic" if word in TOPIC else "#number" if len(word) > 2 and word.isdigit() else word
        start, end = match.span()
        if offset is None:
            start, end = len(text[:start].encode()), len(text[:end].encode())
        found.append((crc32(word.encode(), tag), start, end))
        tag = rest
    return tuple(found)


def push_words(to: Lexemes, text: str, at: int, first: int, rest: int) -> None:
    hashes, starts, ends = to
    for word, start, end in hash_words(text, first, rest):
        hashes.append(word)
        starts.append(at + start)
        ends.append(at + end)


def push(to: Lexemes, word: int, start: int, end: int) -> None:
    to[0].append(word)
    to[1].append(start)
    to[2].append(end)


@lru_cache(maxsize=20_000)
def cut_line(text: str) -> tuple[tuple[int, int, int], ...]:
    """The hashed words of a line, but the first one's tag is left to what stands above: 0 here."""
    cut: Lexemes = ([], [], [])
    end = 0
    is_ascii = text.isascii()
    for match in PIECE.finditer(text):
        start, piece = match.start(), match[0]
        tag = 0 if start == 0 else (NOTHING, SPACE, GAP)[min(start - end, 2)]
        end = match.end()
        at = start if is_ascii else len(text[:start].encode())
        if piece[0].isalnum() or piece[0] in "_$":
            push_words(cut, piece, at, tag, INSIDE)
        else:
            push(cut, hash_word(piece, tag), at, at + len(piece.encode()))
    return tuple(zip(*cut))


def raw(of: Anatomy) -> Lexemes:
    """Code and comments as written, with the layout told by kind."""
    hashes, starts, ends = lexemes = ([], [], [])
    indent = 0
    after_blank = False
    for line in of.lines:
        if not line.text:
            after_blank = True
            continue
        step = line.indent - indent
        tag = BLANK_LINE if after_blank else DEEPER if step > 0 else SHALLOWER if step < 0 else SAME
        at = line.text_start
        for word, start, end in cut_line(line.text):
            # The hash of the first word takes in how the line stands to the one above.
            hashes.append(word ^ tag * 0x9E3779B1 & 0xFFFFFFFF if start == 0 else word)
            starts.append(at + start)
            ends.append(at + end)
        indent = line.indent
        after_blank = False
    return lexemes


def layout_free(of: Anatomy) -> Lexemes:
    lexemes: Lexemes = ([], [], [])
    for kind, text, start, end in zip(of.token_kinds, of.tokens, of.token_starts, of.token_ends):
        if kind == IDENTIFIER:
            push_words(lexemes, text, start, 12, 13)
        elif kind == STRING or kind == TEXT:
            push_words(lexemes, text, start, 14, 14)
        else:
            push(lexemes, hash_word(text, 11), start, end)
    return lexemes


@lru_cache(maxsize=50_000)
def form_of(kind: int, text: str) -> int:
    """Names, numbers and texts by their form alone."""
    if kind == IDENTIFIER:
        form = name_form(text)
    elif kind == NUMBER:
        form = text if text in ("0", "1") else "#real" if any(mark in text for mark in ".eE") else "#number"
    elif kind == STRING:
        form = '"' if len(text) <= 2 else '"text with blanks"' if " " in text else '"text"'
    else:
        form = "#text" if kind == TEXT else text
    return crc32(form.encode(), 21)


def name_form(name: str) -> str:
    if len(name) == 1:
        return "n"
    parts = sum(part != "" for part in name.split("_"))
    if parts > 1:
        return "N_N" if name == name.upper() else "n_n3" if parts > 2 else "n_n2"
    capitals = len(re.findall("[A-Z]+", name))
    if capitals and name == name.upper():
        return "NN"
    if name[0].isupper():
        return f"Nn{min(capitals, 3)}"
    return "nn" if capitals == 0 else "nN3" if capitals > 1 else "nN2"


def delexicalised(of: Anatomy) -> Lexemes:
    return list(map(form_of, of.token_kinds, of.tokens)), of.token_starts, of.token_ends


def comments(of: Anatomy) -> Lexemes:
    lexemes: Lexemes = ([], [], [])
    for comment in of.comments:
        kind = 32 if comment.is_doc else 33 if comment.is_trailing else 31
        push(lexemes, kind, comment.start, comment.start)
        text = comment.text
        is_ascii = text.isascii()
        for match in PIECE.finditer(text):
            start, piece = match.start(), match[0]
            at = comment.start + (start if is_ascii else len(text[:start].encode()))
            if piece[0].isalnum():
                push_words(lexemes, piece, at, 34, 34)
            else:
                push(lexemes, hash_word(piece, 35), at, at + len(piece))
    return lexemes


def lines(of: Anatomy) -> Lexemes:
    """The rhythm of the page: indents, lengths, how lines begin and end."""
    lexemes: Lexemes = ([], [], [])
    indent = 0
    for line in of.lines:
        text = line.text
        if text:
            step = max(-3, min(2, round((line.indent - indent) / 4)))
            push(lexemes, hash_line(step, min(6, len(text) // 16), text), line.text_start, line.end)
            indent = line.indent
        else:
            push(lexemes, 41, line.text_start, line.end)
    return lexemes


@lru_cache(maxsize=20_000)
def hash_line(step: int, length: int, text: str) -> int:
    match = LINE_START.match(text)
    first = match[0] if match else ""
    first = first if first in START_WORDS else "w" if first[:1].isalpha() or first[:1] == "_" else first
    final = "w" if text[-1].isalpha() or text[-1] == "_" else "0" if text[-1].isdigit() else text[-1]
    return crc32(f"{step} {length} {first} {final}".encode(), 41)


def names(of: Anatomy) -> Lexemes:
    lexemes: Lexemes = ([], [], [])
    for kind, text, start in zip(of.token_kinds, of.tokens, of.token_starts):
        if kind == IDENTIFIER:
            push(lexemes, hash_word(text, 61), start, start)
            push_words(lexemes, text, start, 62, 63)
    return lexemes


VIEWS = {
    "raw": raw,
    "layout-free": layout_free,
    "delexicalised": delexicalised,
    "comments": comments,
    "lines": lines,
    "names": names,
}


def hash_runs(hashes: np.ndarray, longest: int) -> list[np.ndarray]:
    """Buckets of the runs of 1 to `longest` words, by length; each list in the order of the text."""
    runs = []
    rolling = np.zeros(len(hashes), np.uint32)
    for length in range(1, min(longest, len(hashes)) + 1):
        count = len(hashes) - length + 1
        rolling = (rolling[:count] ^ hashes[length - 1 :]) * np.uint32(0x85EBCA6B)
        rolling ^= rolling >> np.uint32(13)
        runs.append((rolling * np.uint32(0xC2B2AE35)) >> np.uint32(32 - BUCKET_BITS))
    return runs


def weigh(buckets: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Distinct buckets, where each run's bucket is among them, and their values: sublinear counts, of length 1."""
    distinct, at, counts = np.unique(buckets, return_inverse=True, return_counts=True)
    values = 1 + np.log(counts)
    # What one occurrence adds: a bucket's value is shared evenly among its runs.
    norm = np.sqrt(values @ values)
    return distinct, at, values / norm if norm else values
