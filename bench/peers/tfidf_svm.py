"""The reference of the speed benchmark: character n-grams (TF-IDF) into a linear SVM.

Reads paths, one a line, from standard input.
  fit MODEL    trains on these files; labels alternate, for only the cost counts here
  score MODEL  scores all files at once, as fast as scikit-learn does it
  time MODEL   scores the files one by one and gives the milliseconds of each
"""

import json
import pickle
import platform
import resource
import sys
import time
from pathlib import Path


def read(path: str) -> str:
    return Path(path).read_text(encoding="utf8", errors="replace")


def fit(paths: list[str], model: str) -> None:
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    pipeline = make_pipeline(
        TfidfVectorizer(analyzer="char", ngram_range=(2, 4), max_features=100_000, lowercase=False, sublinear_tf=True),
        LinearSVC(),
    )
    pipeline.fit([read(path) for path in paths], [index % 2 for index in range(len(paths))])
    with open(model, "wb") as file:
        pickle.dump(pipeline, file)


def score(paths: list[str], model: str, one_by_one: bool) -> None:
    import sklearn

    with open(model, "rb") as file:
        pipeline = pickle.load(file)
    milliseconds = []
    if one_by_one:
        for path in paths:
            text = read(path)
            started = time.perf_counter()
            pipeline.decision_function([text])
            milliseconds.append((time.perf_counter() - started) * 1000)
    else:
        pipeline.decision_function([read(path) for path in paths])
    print(
        json.dumps(
            {
                "versions": f"Python {platform.python_version()}, scikit-learn {sklearn.__version__}",
                "files": len(paths),
                "fileMilliseconds": milliseconds,
                "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            }
        )
    )


if __name__ == "__main__":
    command, model = sys.argv[1:]
    paths = [line for line in sys.stdin.read().splitlines() if line]
    if command == "fit":
        fit(paths, model)
    else:
        score(paths, model, one_by_one=command == "time")
