"""Who wrote this code? Character n-grams (TF-IDF) and features of its surface into a linear model."""

import math
import re
from collections import Counter

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

WORD = re.compile(r"[A-Za-z_]\w*")
NUMBER = re.compile(r"\b\d[\w.]*")
COMMENT = re.compile(r"^\s*(#|//|/\*|\*)")
SNAKE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+$")
CAMEL = re.compile(r"[a-z]+[a-z0-9]*([A-Z][a-z0-9]*)+$")
PASCAL = re.compile(r"([A-Z][a-z0-9]+)+$")
BRACKETS = "(){}[]"
OPERATORS = "+-*/%=<>!&|^~?:"
TOP_TOKENS = 5


def share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def entropy(counts: Counter) -> float:
    total = sum(counts.values())
    return -sum(count / total * math.log2(count / total) for count in counts.values()) if total else 0.0


def moments(values: list[int]) -> tuple[float, float]:
    if not values:
        return 0.0, 0.0
    mean = sum(values) / len(values)
    return mean, math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def measure_surface(code: str) -> list[float]:
    """Lines, layout, comments, names and characters, as numbers."""
    lines = code.split("\n")
    filled = [line for line in lines if line.strip()]
    comments = [line for line in filled if COMMENT.match(line)]
    indents = [len(line) - len(line.lstrip()) for line in filled]
    words = WORD.findall(code)
    names = Counter(words)
    characters = Counter(code)
    return [
        *moments([len(line) for line in filled]),
        *moments(indents),
        share(sum(line.startswith("\t") for line in filled), len(filled)),
        share(sum(indent % 4 == 0 for indent in indents), len(filled)),
        share(len(lines) - len(filled), len(lines)),
        share(sum(line != line.rstrip() for line in lines), len(lines)),
        share(len(comments), len(filled)),
        *moments([len(line.strip()) for line in comments]),
        *moments([len(word) for word in words]),
        share(len(names), len(words)),
        entropy(names),
        share(sum(word[0] == "_" for word in names), len(names)),
        share(sum(bool(SNAKE.match(word)) for word in names), len(names)),
        share(sum(bool(CAMEL.match(word)) for word in names), len(names)),
        share(sum(bool(PASCAL.match(word)) for word in names), len(names)),
        share(sum(word.isupper() for word in names), len(names)),
        share(sum(len(word) == 1 for word in words), len(words)),
        share(len(NUMBER.findall(code)), len(words)),
        entropy(characters),
        share(sum(characters[bracket] for bracket in BRACKETS), len(code)),
        share(sum(characters[operator] for operator in OPERATORS), len(code)),
        share(characters[","], len(code)),
        share(code.count(", "), characters[","]),
        share(code.count(" = "), characters["="]),
        share(characters["'"], characters["'"] + characters['"']),
        share(sum(map(str.isupper, code)), len(code)),
        share(sum(ord(character) > 127 for character in characters), len(characters)),
    ]


class Model:
    signal_names: tuple[str, ...] = ()

    def fit(self, rows: list[dict]) -> "Model":
        codes = [row["code"] for row in rows]
        labels = [row["label"] for row in rows]
        self.ngrams = TfidfVectorizer(
            analyzer="char", ngram_range=(2, 4), max_features=100_000, lowercase=False, sublinear_tf=True
        )
        self.scaler = StandardScaler()
        grams = self.ngrams.fit_transform(codes)
        surface = self.scaler.fit_transform(np.array([measure_surface(code) for code in codes]))
        linear = LogisticRegression(max_iter=200).fit(hstack([grams, csr_matrix(surface)]).tocsr(), labels)
        self.names = self.ngrams.get_feature_names_out()
        self.gram_weights = linear.coef_[0][: grams.shape[1]]
        self.surface_weights = linear.coef_[0][grams.shape[1] :]
        self.intercept = float(linear.intercept_[0])
        return self

    def judge(self, code: str, language: str) -> dict:
        """Probability that an AI wrote it, each part's share in the score, and the n-grams that speak most strongly."""
        grams = self.ngrams.transform([code])
        shares = grams.data * self.gram_weights[grams.indices]
        surface = (np.array(measure_surface(code)) - self.scaler.mean_) / self.scaler.scale_
        by_part = {"ngrams": float(shares.sum()), "surface": float(surface @ self.surface_weights)}
        probability = 1 / (1 + math.exp(-(self.intercept + sum(by_part.values()))))
        strongest = np.argsort(-np.abs(shares))[:TOP_TOKENS]
        return {
            "verdict": "ai" if probability > 0.9 else "human" if probability < 0.1 else "uncertain",
            "probability": probability,
            "detectors": by_part,
            "top_tokens": [
                {"text": str(self.names[grams.indices[at]]), "contribution": float(shares[at])} for at in strongest
            ],
        }
