"""The references of the server benchmark: the same job as POST /api/v1/predict with FastAPI and scikit-learn.

They store nothing, limit nothing and log no requests. Rows are {"language", "code", "label"} in JSON, one a line.
  app.py fit KIND MODEL TABLES     trains on the rows of standard input; KIND is light or same-features
  app.py serve MODEL PROCESSES     answers POST /predict on a free port
  app.py measure TABLES            gives the signals of the rows of standard input
"""

import gc
import hashlib
import json
import os
import pickle
import platform
import sys
import time
from pathlib import Path
from typing import Literal

import fastapi
import sklearn
import uvicorn
from pydantic import BaseModel, Field

MODEL = "WHOWROTE_PEER_MODEL"

LanguageId = Literal[
    "python", "javascript", "typescript", "java", "c", "cpp", "csharp", "go", "rust", "php", "ruby", "kotlin"
]


class Code(BaseModel):
    code: str = Field(min_length=1, max_length=1_000_000)
    language: LanguageId


class Token(BaseModel):
    text: str
    contribution: float


class Reason(BaseModel):
    id: str
    value: float | None
    contribution: float


class Prediction(BaseModel):
    content_hash: str
    verdict: str
    probability: float
    detectors: dict[str, float]
    reasons: list[Reason] = []
    top_tokens: list[Token]
    total_ms: float


def create_app() -> fastapi.FastAPI:
    model = pickle.loads(Path(os.environ[MODEL]).read_bytes())
    # What is there now stays: the collector need not look at it again and again.
    gc.freeze()
    app = fastapi.FastAPI()

    # In the event loop: one process a core does nothing else, and a thread pool would only add changes of threads.
    @app.post("/predict")
    async def predict(sent: Code) -> Prediction:
        began = time.perf_counter()
        content_hash = hashlib.sha256(sent.code.encode()).hexdigest()
        judged = model.judge(sent.code, sent.language)
        return Prediction(content_hash=content_hash, **judged, total_ms=(time.perf_counter() - began) * 1000)

    return app


def read_rows() -> list[dict]:
    return [json.loads(line) for line in sys.stdin if line.strip()]


def create_model(kind: str, tables: str):
    if kind == "light":
        from light import Model

        return Model()
    from same_features.model import Model

    return Model(json.loads(Path(tables).read_text()))


def fit(kind: str, path: str, tables: str) -> None:
    model = create_model(kind, tables).fit(read_rows())
    Path(path).write_bytes(pickle.dumps(model))
    versions = (
        f"Python {platform.python_version()}, FastAPI {fastapi.__version__}, uvicorn {uvicorn.__version__}, "
        f"scikit-learn {sklearn.__version__}"
    )
    print(json.dumps({"versions": versions, "signals": len(model.signal_names)}))


def measure(tables: str) -> None:
    model = create_model("same-features", tables)
    for row in read_rows():
        _, signals, _ = model.measure(row["code"], row["language"])
        print(json.dumps({name: None if value != value else value for name, value in signals.items()}))


def serve(path: str, processes: str) -> None:
    os.environ[MODEL] = path
    uvicorn.run(
        "app:create_app",
        factory=True,
        app_dir=str(Path(__file__).parent),
        host="127.0.0.1",
        port=0,
        workers=int(processes),
        access_log=False,
    )


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    {"fit": fit, "serve": serve, "measure": measure}[command](*arguments)
