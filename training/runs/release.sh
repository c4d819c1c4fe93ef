#!/usr/bin/env bash
# Makes everything in models/ from the training data: bash training/runs/release.sh [data folder]
# About 45 minutes and 10 GB of memory on 2 cores. Called again after a stop, it keeps what was measured and the lexical fits.
# The same data gives the same bytes. Measure the result with: npm run bench:detection
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH"
data="${1:-../shared/data/train}"

node training/runs/language-identifier.ts --data "$data"
NODE_OPTIONS=--max-old-space-size=12000 whowrote train quick --data "$data" --out models/quick --release 0.1.0
