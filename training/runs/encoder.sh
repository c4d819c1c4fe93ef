#!/usr/bin/env bash
# Makes models/encoder: bash training/runs/encoder.sh MODEL [data folder]
# MODEL is the encoder to start from, by folder or by name after `whowrote models pull`: the released one began as
# sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0; BERT, 6 layers of 384). Some hours on 2 cores; called again after a
# stop, it goes on. With PYTHON set to a Python that has torch, transformers and safetensors, training/torch/ trains it from
# the same shards, which is faster on a GPU and on processors that multiply bf16.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
model="${1:?name the encoder to start from}"
data="${2:-../shared/data/train}"
work=.cache/encoder

NODE_OPTIONS=--max-old-space-size=8000 whowrote train shards --data "$data" --tokenizer "$model" --out "$work/shards"
if [ -n "${PYTHON:-}" ]; then
  "$PYTHON" training/torch/train_encoder.py --shards "$work/shards" --model "$model" --out "$work/trained" \
    --steps 2500 --decay-steps 900 --warm-up-steps 120 --validate-every 300 --save-every 50
else
  whowrote train encoder --shards "$work/shards" --model "$model" --out "$work/trained"
fi
node training/runs/release-encoder.ts --trained "$work/trained" --shards "$work/shards" --start "$model"
