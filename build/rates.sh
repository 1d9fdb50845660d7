#!/usr/bin/env bash
# build/rates.sh DATA OUT: measures how often detectors err on authentic and on manipulated pictures and writes the table of error rates, models/error-rates.
# DATA holds the folders photos and visual with a manifest.csv each. Pictures are taken as they are, saved and scaled again, and manipulated in pairs; whatever is in OUT
# already is kept, and a detector is run only where its present version has not been, so a new version costs that detector alone. About half an hour on two cores.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
[ $# -eq 2 ] && [ -d "$1" ] || { echo "Usage: $0 DATA OUT" >&2; exit 2; }
data="$(cd "$1" && pwd)"
mkdir -p "$2"
out="$(cd "$2" && pwd)"
touchstone() { ${TOUCHSTONE:-"$here/touchstone"} "$@"; }

run() { touchstone evaluate "$1" --root "$2" --out "$out/run-$3" --stability 0 "${@:4}"; }

# The tiles of photographs state no label: they are as taken.
[ -f "$out/photos.csv" ] || touchstone data split "$data/photos" --label real --out "$out/photos.csv"
run "$out/photos.csv" "$data/photos" photos
for processing in jpeg-q95 jpeg-q85 jpeg-q75 jpeg-q50 webp-q75 resize-0.5-lanczos resize-1.5-bilinear; do
  folder="$out/$processing"
  [ -f "$folder/manifest.csv" ] || touchstone make perturb "$processing" --from "$data/photos/manifest.csv" --out "$folder" --count 100 --seed 31 --cluster source_path --force
  [ -f "$folder.csv" ] || touchstone data split "$folder" --label real --out "$folder.csv"
  run "$folder.csv" "$folder" "$processing"
done
for name in splice-feathered copy-move removal-exemplar local-resampling splice-poisson copy-move-transformed; do
  for set in photos visual; do
    folder="$out/$name-$set"
    [ -f "$folder/manifest.csv" ] || touchstone make "$name" --from "$data/$set/manifest.csv" --out "$folder" --count $([ "$set" = photos ] && echo 50 || echo 60) --seed 32 \
      --save jpeg-q95,jpeg-q90,jpeg-q85,jpeg-q75,png --force $([ "$set" = photos ] && echo "--cluster source_path")
    run "$folder/manifest.csv" "$folder" "$name-$set"
  done
done
run "$data/visual/manifest.csv" "$data/visual" visual --limit 250
touchstone rates "$out"/run-*/ --out "$here/models/error-rates/error-rates.json"
