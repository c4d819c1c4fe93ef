"""Who wrote this code? Signals into boosted trees, six views into linear models, and trees that join them."""

import math

import numpy as np
import sklearn
from scipy.sparse import csr_matrix
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from .anatomy import Anatomy, Reader
from .signals import Vocabulary, measure_signals
from .views import BUCKET_BITS, LONGEST_RUN, VIEWS, hash_runs, weigh

FEWEST_TOKENS = 30
TOP_TOKENS = 5
REASONS = 8
MISSING = -1.0
"""For signals that are not defined: every other value is at least 0."""

# Rows are made here, of numbers that are finite: looking at each again costs more than the trees.
sklearn.set_config(assume_finite=True)


class View:
    """Runs of one view of a text, ready to be scored."""

    def __init__(self, name: str, anatomy: Anatomy):
        hashes, self.starts, self.ends = VIEWS[name](anatomy)
        self.size = len(hashes)
        self.runs = hash_runs(np.array(hashes, np.uint32), LONGEST_RUN[name])
        buckets = np.concatenate(self.runs) if self.runs else np.zeros(0, np.uint32)
        self.buckets, self.at, self.values = weigh(buckets)

    def share_out(self, weights: np.ndarray) -> tuple[float, np.ndarray]:
        """The score without the bias, and what each word adds to it: a bucket's part is shared evenly among its runs, a run's among its words."""
        parts = weights[self.buckets] * self.values
        per_run = (parts / np.bincount(self.at, minlength=len(parts)))[self.at] if len(parts) else parts
        per_word = np.zeros(self.size)
        first = 0
        for length, run in enumerate(self.runs, 1):
            share = per_run[first : first + len(run)] / length
            for place in range(length):
                per_word[place : place + len(run)] += share
            first += len(run)
        return float(parts.sum()), per_word


class Trees:
    """
    Boosted trees in flat arrays. One walk through all of them at once gives the score and what each feature adds to it: each
    step's change of the mean is credited to the feature asked there (Saabas 2014).
    """

    def __init__(self, fitted: GradientBoostingClassifier, row: np.ndarray):
        trees = [estimator.tree_ for estimator in fitted.estimators_[:, 0]]
        self.roots = np.cumsum([0] + [tree.node_count for tree in trees[:-1]])
        own = np.arange(sum(tree.node_count for tree in trees))

        def children(sides: list[np.ndarray]) -> np.ndarray:
            """A leaf leads to itself."""
            moved = [np.where(side < 0, side, side + root) for side, root in zip(sides, self.roots)]
            return np.where((joined := np.concatenate(moved)) < 0, own, joined)

        self.left = children([tree.children_left for tree in trees])
        self.right = children([tree.children_right for tree in trees])
        self.feature = np.maximum(np.concatenate([tree.feature for tree in trees]), 0)
        self.threshold = np.concatenate([tree.threshold for tree in trees])
        self.depth = max(tree.max_depth for tree in trees)
        self.mean = fitted.learning_rate * np.concatenate([tree.value[:, 0, 0] for tree in trees])
        cover = np.concatenate([tree.weighted_n_node_samples for tree in trees])
        # Only leaves have their final values. Children come behind their parents.
        for node in own[::-1]:
            left, right = self.left[node], self.right[node]
            if left != node:
                self.mean[node] = (self.mean[left] * cover[left] + self.mean[right] * cover[right]) / cover[node]
        self.base = 0.0
        self.base = float(fitted.decision_function(row[None])[0] - self.walk(row)[0])

    def walk(self, row: np.ndarray) -> tuple[float, np.ndarray]:
        """`row` in single precision, as the trees were fitted."""
        node = self.roots
        contributions = np.zeros(len(row))
        for _ in range(self.depth):
            asked = self.feature[node]
            child = np.where(row[asked] <= self.threshold[node], self.left[node], self.right[node])
            contributions += np.bincount(asked, self.mean[child] - self.mean[node], len(row))
            node = child
        return self.base + float(self.mean[node].sum()), contributions


class Model:
    """
    `sizes` are trees and leaves of the two classifiers, `tables` what core knows of languages and words.
    The views are fitted and joined on the same rows: for accuracy they would need rows of their own; the cost is the same.
    """

    def __init__(self, tables: dict):
        self.tables = tables
        self.open()

    def open(self) -> None:
        self.readers = {language: Reader(language, self.tables) for language in self.tables["languages"]}
        self.vocabulary = Vocabulary(self.tables["vocabulary"])

    def __getstate__(self) -> dict:
        """Parsers stay behind."""
        return {key: value for key, value in vars(self).items() if key not in ("readers", "vocabulary")}

    def __setstate__(self, state: dict) -> None:
        vars(self).update(state)
        self.open()

    def measure(self, code: str, language: str) -> tuple[Anatomy, dict[str, float], list[View]]:
        reader = self.readers[language]
        anatomy = reader.read(code)
        signals = measure_signals(anatomy, reader, self.vocabulary)
        return anatomy, signals, [View(name, anatomy) for name in VIEWS]

    def fit(self, rows: list[dict]) -> "Model":
        languages = list(self.tables["languages"])
        self.language_columns = {one: np.eye(len(languages))[at] for at, one in enumerate(languages)}
        measured = [self.measure(row["code"], row["language"]) for row in rows]
        labels = [row["label"] for row in rows]
        self.linears = []
        scores = []
        for at in range(len(VIEWS)):
            views = [views[at] for _, _, views in measured]
            bounds = np.cumsum([0] + [len(view.buckets) for view in views])
            cells = (np.concatenate([view.values for view in views]), np.concatenate([view.buckets for view in views]))
            grams = csr_matrix((*cells, bounds), shape=(len(rows), 2**BUCKET_BITS))
            linear = LogisticRegression(solver="liblinear", max_iter=20).fit(grams, labels)
            self.linears.append((linear.coef_[0].copy(), float(linear.intercept_[0])))
            scores.append(linear.decision_function(grams))
        self.signal_names = list(measured[0][1])
        signals = np.array([to_row(own) for _, own, _ in measured])
        sizes = self.tables["sizes"]
        self.stylometry = fit_trees(signals, labels, *sizes["stylometry"])
        joined = [
            join(row, views, anatomy, self.language_columns)
            for row, views, (anatomy, _, _) in zip(signals, zip(*scores), measured)
        ]
        self.joiner = fit_trees(np.array(joined), labels, *sizes["joiner"])
        self.feature_names = [*self.signal_names, *VIEWS]
        return self

    def judge(self, code: str, language: str) -> dict:
        anatomy, signals, views = self.measure(code, language)
        if len(anatomy.tokens) < FEWEST_TOKENS:
            return {"verdict": "uncertain", "probability": 0.5, "detectors": {}, "reasons": [], "top_tokens": []}
        shared = [view.share_out(weights) for view, (weights, _) in zip(views, self.linears)]
        scores = [score + bias for (score, _), (_, bias) in zip(shared, self.linears)]
        row = to_row(signals)
        joined = np.array(join(row, scores, anatomy, self.language_columns), np.float32)
        score, contributions = self.joiner.walk(joined)
        probability = 1 / (1 + math.exp(-score))
        return {
            "verdict": "ai" if probability > 0.9 else "human" if probability < 0.1 else "uncertain",
            "probability": probability,
            "detectors": {
                "stylometry": self.stylometry.walk(np.array(row, np.float32))[0],
                "lexical": sum(scores) / len(scores),
            },
            "reasons": self.reasons([*signals.values(), *scores], contributions),
            "top_tokens": top_tokens(anatomy, views, [words for _, words in shared]),
        }

    def reasons(self, values: list[float], contributions: np.ndarray) -> list[dict]:
        """The signals and views that move the score most."""
        strongest = np.argsort(-np.abs(contributions[: len(values)]))[:REASONS]
        return [
            {
                "id": self.feature_names[at],
                "value": None if values[at] != values[at] else values[at],
                "contribution": float(contributions[at]),
            }
            for at in strongest
        ]


def to_row(signals: dict[str, float]) -> list[float]:
    return [MISSING if value != value else value for value in signals.values()]


def join(row, scores, anatomy: Anatomy, language_columns: dict) -> list[float]:
    """Signals, view scores, their mean, length and language side by side."""
    mean = sum(scores) / len(scores)
    return [*row, *scores, mean, math.log(1 + len(anatomy.lines)), *language_columns[anatomy.language]]


def fit_trees(rows: np.ndarray, labels: list[int], trees: int, leaves: int) -> Trees:
    """`max_features` only makes it learn sooner."""
    fitted = GradientBoostingClassifier(
        n_estimators=trees, max_leaf_nodes=leaves, max_depth=None, max_features=20, learning_rate=0.02, random_state=1
    ).fit(rows, labels)
    return Trees(fitted, rows[0].astype(np.float32))


def top_tokens(anatomy: Anatomy, views: list[View], words: list[np.ndarray]) -> list[dict]:
    """Words that several views begin at the same place are one."""
    starts = np.concatenate([np.array(view.starts, np.int64) for view in views])
    ends = np.concatenate([np.array(view.ends, np.int64) for view in views])
    sums = np.bincount(starts, np.concatenate(words) / len(views))
    last = np.zeros(len(sums), np.int64)
    np.maximum.at(last, starts, ends)
    # Marks of layout have no text to show.
    sums[last <= np.arange(len(sums))] = 0
    strongest = np.argsort(-np.abs(sums))[:TOP_TOKENS]
    return [
        {"text": anatomy.source[at : last[at]].decode(errors="replace"), "contribution": float(sums[at])}
        for at in strongest
    ]
