#!/usr/bin/env bash
# Makes models/similarity: bash training/runs/similarity.sh MODEL [data folder]
# MODEL is the encoder to begin with, by folder: the released one began as sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0;
# BERT, 6 layers of 384). Half an hour on 2 cores; called again after a stop, it goes on.
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH" NODE_OPTIONS=--max-old-space-size=8000
model="${1:?name the folder of the encoder to begin with}"
data="${2:-../shared/data/train}"
work=.cache/similarity

[ -e "$work/start" ] || node training/runs/similarity-start.ts --model "$model" --data "$data" --out "$work" --samples 30000
whowrote train encoder --objective simcse --views crop --masked 0.15 --data "$work/data" --model "$work/start" --out "$work/trained" \
  --window-tokens 128 --windows-per-file 1 --validation 0.02 --batch 64 --rate 5e-5 --steps 350 --evaluate-every 70 --save-every 50
node training/runs/release-similarity.ts --trained "$work/trained"
