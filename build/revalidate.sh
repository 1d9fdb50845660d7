#!/usr/bin/env bash
# build/revalidate.sh DATA OUT: makes manipulated sets of the authentic media under DATA (folders photos, visual, voice with a manifest.csv each),
# runs every detector over them and over DATA itself, fits a calibration and judges the gates of this repository. Whatever is there already is kept,
# so it goes on where it was. Half an hour to an hour on two cores.
set -euo pipefail
here="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
[ $# -eq 2 ] && [ -d "$1" ] || { echo "Usage: $0 DATA OUT" >&2; exit 2; }
data="$(cd "$1" && pwd)"
mkdir -p "$2"
out="$(cd "$2" && pwd)"
touchstone() { "$here/touchstone" "$@"; }

# Pairs of a manipulation, drawn from one data set: KIND NAME SET COUNT SEED FORMS [OPTIONS]
make_set() {
  local folder="$out/$1/$2-$3"
  [ -f "$folder/manifest.csv" ] && return
  touchstone make "$2" --from "$data/$3/manifest.csv" --out "$folder" --count "$4" --seed "$5" --save "$6" --force "${@:7}"
}
for name in splice-feathered splice-poisson copy-move copy-move-transformed removal-exemplar local-resampling; do
  make_set images "$name" photos 60 11 jpeg-q95,jpeg-q90,jpeg-q85,jpeg-q75,webp-q80,png --cluster source_path
  make_set images "$name" visual 90 12 jpeg-q95,jpeg-q90,jpeg-q85,jpeg-q75,webp-q80,png
done
for name in voice-replace voice-repeat voice-delete; do make_set voices "$name" voice 150 13 flac,wav,mp3-128k,opus-24k; done

for kind in images voices; do
  touchstone data merge "$out/$kind"/*/ --out "$out/$kind.csv"
  touchstone data split "$out/$kind.csv" --out "$out/$kind-split.csv" --seed 1
  touchstone evaluate "$out/$kind-split.csv" --out "$out/run-$kind"
  touchstone calibrate "$out/run-$kind" --out "$out/calibration-$kind.json" || [ $? -eq 1 ]
  # With the evidence the run says more, among it how often evidence changes its side; nothing is examined again.
  touchstone evaluate "$out/$kind-split.csv" --out "$out/run-$kind" --calibration "$out/calibration-$kind.json"
done
# The tiles of photographs state no label: they are as taken.
touchstone data split "$data/photos" --label real --out "$out/photos.csv"
touchstone evaluate "$out/photos.csv" --root "$data/photos" --out "$out/run-photos" --calibration "$out/calibration-images.json"
for set in visual voice; do touchstone evaluate "$data/$set" --out "$out/run-$set" --calibration "$out/calibration-images.json"; done

# Each gate is judged on the run that asks its question; a gate that does not pass is a result, not an error.
judge() { touchstone gate "$here/gates/$1.yaml" --trials "$out/run-$2" --out "$out/gate-$1-$2" "${@:3}" || [ $? -eq 10 ] || [ $? -eq 20 ]; }
for gate in locally-edited copied; do judge "$gate" images --calibration "$out/calibration-images.json"; done
judge cut voices --calibration "$out/calibration-voices.json"
for gate in history generated face-replaced provenance; do judge "$gate" visual; done
judge voice-synthetic voice

# How often each method errs on which material, for the reports; it asks for more material than the gates.
"$here/build/rates.sh" "$data" "$out/rates"
