#!/usr/bin/env bash
# Makes everything in models/ from the training data but the two encoders: bash training/runs/release.sh [data folder]
# training/runs/similarity.sh makes models/similarity, and training/runs/encoder.sh models/encoder; where that stands, models/thorough is made to ask it. About 45 minutes for
# quick and as long again for thorough on 2 cores, and 10 GB of memory. Called again after a stop, it keeps what was measured,
# the lexical fits and what the encoder said.
# The same data gives the same bytes. Measure the result with: npm run bench:detection
set -euo pipefail
cd "$(dirname "$0")/../.."
export PATH="$PWD/node_modules/.bin:$PATH" NODE_OPTIONS=--max-old-space-size=12000
data="${1:-../shared/data/train}"

node training/runs/language-identifier.ts --data "$data"
whowrote train quick --data "$data" --out models/quick --release 0.1.0
if [ -e models/encoder ]; then
  whowrote train joined --data "$data" --out models/thorough --release 0.1.0
else
  echo "models/encoder is not there: make it with training/runs/encoder.sh, then call this again for models/thorough" >&2
fi
