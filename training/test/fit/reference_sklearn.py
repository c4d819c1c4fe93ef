"""Writes fixtures/breast-cancer-wisconsin.csv and fixtures/reference_sklearn.json, which the tests beside it compare with.

    pip install scikit-learn==1.9.1 lightgbm==4.7.0 treeinterpreter==0.2.3
    python training/test/fit/reference_sklearn.py

The data: Breast Cancer Wisconsin (Diagnostic), Wolberg, Mangasarian, Street & Street 1993, UCI Machine Learning
Repository, doi 10.24432/C5DW2B, CC BY 4.0, as scikit-learn brings it. Label 1 is benign. 569 rows, 30 features.
"""

import json
import pathlib

import lightgbm
import numpy as np
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, log_loss, roc_auc_score
from treeinterpreter import treeinterpreter

fixtures = pathlib.Path(__file__).parent / "fixtures"
data = load_breast_cancer()
X, y = data.data.astype(np.float32), data.target
# Errors of texture, smoothness, symmetry and fractal dimension alone: a task that is hard enough to show differences.
HARD = [11, 14, 18, 19]
fold = np.arange(len(y)) % 5


def cross_validate(create, columns):
    """AUROC, accuracy and log-loss of the five folds' pooled probabilities; row i is in fold i mod 5. Mean of 5 seeds."""
    runs = []
    for seed in range(5):
        probability = np.zeros(len(y))
        for k in range(5):
            model = create(seed).fit(X[fold != k][:, columns], y[fold != k])
            probability[fold == k] = model.predict_proba(X[fold == k][:, columns])[:, 1]
        loss = log_loss(y, np.clip(probability, 1e-6, 1 - 1e-6))
        runs.append([roc_auc_score(y, probability), accuracy_score(y, probability > 0.5), loss])
    return dict(zip(["auroc", "accuracy", "logLoss"], np.mean(runs, axis=0).tolist()))


def forest(seed):
    return RandomForestClassifier(300, class_weight="balanced", random_state=seed, n_jobs=2)


def boosted(seed):
    return lightgbm.LGBMClassifier(
        n_estimators=100, learning_rate=0.1, num_leaves=15, min_child_weight=1, min_child_samples=1, reg_lambda=1,
        min_data_in_bin=1, feature_pre_filter=False, random_state=seed, verbose=-1, n_jobs=2,
    )  # fmt: skip


def round_down(threshold):
    """scikit-learn compares a float32 with a float64 threshold; the next float32 below it decides the same."""
    rounded = np.float32(threshold)
    return float(rounded if rounded <= threshold else np.nextafter(rounded, np.float32(-np.inf)))


def exported_forest():
    model = RandomForestClassifier(10, class_weight="balanced", random_state=0).fit(X[::2], y[::2])
    trees = []
    for estimator in model.estimators_:
        tree = estimator.tree_
        is_split = tree.children_left >= 0
        assert (tree.children_left[is_split] == np.flatnonzero(is_split) + 1).all(), "not in preorder"
        value = tree.value[:, 0, 1] / tree.value[:, 0].sum(axis=1)
        trees.append({
            "feature": np.where(is_split, tree.feature, -1).tolist(),
            "threshold": [round_down(t) if s else 0 for t, s in zip(tree.threshold, is_split)],
            "value": np.where(is_split, 0, value).tolist(),
            "cover": np.where(is_split, 0, tree.weighted_n_node_samples).tolist(),
        })  # fmt: skip
    rows = list(range(1, len(y), 29))
    probability, bias, contributions = treeinterpreter.predict(model, X[rows])
    assert np.allclose(probability, model.predict_proba(X[rows]))
    return {
        "trees": trees,
        "rows": rows,
        "probability": model.predict_proba(X[rows])[:, 1].tolist(),
        "bias": bias[:, 1].tolist(),
        "contributions": np.round(contributions[:, :, 1], 9).tolist(),
    }


everything = list(range(X.shape[1]))
np.savetxt(fixtures / "breast-cancer-wisconsin.csv", np.column_stack([X, y]), fmt="%.7g", delimiter=",",
           header=",".join([name.replace(" ", "-") for name in data.feature_names] + ["benign"]), comments="")  # fmt: skip
reference = {
    "hardFeatures": HARD,
    "forest": {"all": cross_validate(forest, everything), "hard": cross_validate(forest, HARD)},
    "boostedTrees": {"all": cross_validate(boosted, everything), "hard": cross_validate(boosted, HARD)},
    "exported": exported_forest(),
}
(fixtures / "reference_sklearn.json").write_text(json.dumps(reference) + "\n")
print({key: reference[key] for key in ["forest", "boostedTrees"]})
