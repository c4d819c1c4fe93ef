"""The reference of the server benchmark: the same job as POST /api/v1/predict with FastAPI and scikit-learn.

It stores nothing, limits nothing and logs no requests.
  app.py fit MODEL                trains on the rows {"code", "label"} of standard input, JSON, one a line
  app.py serve MODEL PROCESSES    answers POST /predict on a free port
"""

import hashlib
import json
import os
import pickle
import platform
import sys
import time
from pathlib import Path

import fastapi
import sklearn
import uvicorn
from model import Model
from pydantic import BaseModel, Field

MODEL = "WHOWROTE_PEER_MODEL"


class Code(BaseModel):
    code: str = Field(min_length=1, max_length=1_000_000)
    language: str | None = None


class Token(BaseModel):
    text: str
    contribution: float


class Prediction(BaseModel):
    content_hash: str
    verdict: str
    probability: float
    detectors: dict[str, float]
    top_tokens: list[Token]
    total_ms: float


def create_app() -> fastapi.FastAPI:
    model = pickle.loads(Path(os.environ[MODEL]).read_bytes())
    app = fastapi.FastAPI()

    # In the event loop: one process a core does nothing else, and a thread pool would only add changes of threads.
    @app.post("/predict")
    async def predict(sent: Code) -> Prediction:
        began = time.perf_counter()
        content_hash = hashlib.sha256(sent.code.encode()).hexdigest()
        judged = model.judge(sent.code)
        return Prediction(content_hash=content_hash, **judged, total_ms=(time.perf_counter() - began) * 1000)

    return app


def fit(path: str) -> None:
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    model = Model().fit([row["code"] for row in rows], [row["label"] for row in rows])
    Path(path).write_bytes(pickle.dumps(model))
    print(
        f"Python {platform.python_version()}, FastAPI {fastapi.__version__}, uvicorn {uvicorn.__version__}, "
        f"scikit-learn {sklearn.__version__}"
    )


def serve(path: str, processes: int) -> None:
    os.environ[MODEL] = path
    folder = str(Path(__file__).parent)
    uvicorn.run(
        "app:create_app",
        factory=True,
        app_dir=folder,
        host="127.0.0.1",
        port=0,
        workers=processes,
        access_log=False,
    )


if __name__ == "__main__":
    command, *arguments = sys.argv[1:]
    if command == "fit":
        fit(arguments[0])
    else:
        serve(arguments[0], int(arguments[1]))
