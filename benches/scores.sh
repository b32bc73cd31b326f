#!/usr/bin/env bash
# Scores a built program on all sets that BENCHMARKS.md has figures of.
#   benches/scores.sh RELATA SHARED [NAME…]     names: news cases ud raw ner re3d plover dwie mine benchie carb wire57
# SHARED holds `bench/` (the scorers), `corpora/` and `cases/`; they are no part of this repository.
set -euo pipefail
relata=$(realpath "$1")
bench=$2/bench
corpora=$2/corpora
cases=$2/cases
shift 2
maps=$(dirname "$0")/maps
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT

# Claims of a set that inputs.py writes as documents: its name, its gold, flags of `extract`.
claims() {
  local name=$1 gold=$2
  shift 2
  python3 "$bench/inputs.py" "$name" "$gold" >"$out/$name.jsonl"
  "$relata" extract --quiet "$@" "$out/$name.jsonl" >"$out/$name.claims.jsonl"
}

trees() {
  "$relata" parse --quiet --pretokenized "$1" >"$out/ud.conllu"
  python3 "$bench/score_ud.py" "$1" "$out/ud.conllu"
}

score() {
  printf '\n== %s\n' "$1"
  case $1 in
    news)
      for flag in "" --open; do
        "$relata" extract --quiet $flag "$corpora"/dev/news/*.txt >"$out/news.jsonl"
        python3 "$bench/score_news.py" "$corpora/dev/news" "$out/news.jsonl" | head -13
      done ;;
    cases) { python3 "$cases/run.py" "$relata" || true; } | tail -1 ;;
    ud)
      trees "$corpora/train/ud-ewt/dev.conllu"
      trees "$corpora/train/ud-gum/dev.conllu" ;;
    raw)
      for treebank in ewt gum; do
        gold=$corpora/train/ud-$treebank/dev.conllu
        python3 "$(dirname "$0")/raw_text.py" "$gold" >"$out/raw.txt"
        "$relata" parse --quiet "$out/raw.txt" >"$out/raw.conllu"
        python3 "$bench/score_ud.py" "$gold" "$out/raw.conllu"
      done ;;
    ner)
      python3 "$bench/inputs.py" ner "$corpora/train/uner-ewt/dev.iob2" >"$out/ner.conllu"
      "$relata" parse --quiet --pretokenized "$out/ner.conllu" >"$out/ner.out.conllu"
      python3 "$bench/score_ner.py" "$corpora/train/uner-ewt/dev.iob2" "$out/ner.out.conllu" ;;
    re3d)
      claims re3d "$corpora/dev/re3d"
      python3 "$bench/score_re3d.py" --map "$maps/re3d-map.tsv" "$corpora/dev/re3d" "$out/re3d.claims.jsonl" ;;
    plover)
      claims plover "$corpora/dev/plover/records.jsonl"
      python3 "$bench/score_plover.py" --map "$maps/plover-map.tsv" "$corpora/dev/plover/records.jsonl" "$out/plover.claims.jsonl"
      claims plover "$corpora/dev/plover/records.jsonl" --open
      python3 "$bench/score_plover.py" --open "$corpora/dev/plover/records.jsonl" "$out/plover.claims.jsonl" ;;
    dwie)
      claims dwie "$corpora/dev/dwie"
      python3 "$bench/score_dwie.py" --map "$maps/dwie-map.tsv" "$corpora/dev/dwie" "$out/dwie.claims.jsonl" ;;
    mine)
      claims mine "$corpora/dev/mine/essays.jsonl" --open
      python3 "$bench/score_mine.py" "$corpora/dev/mine" "$out/mine.claims.jsonl" ;;
    benchie)
      claims benchie "$corpora/dev/benchie/gold.txt" --open
      python3 "$bench/score_benchie.py" "$corpora/dev/benchie/gold.txt" "$out/benchie.claims.jsonl" ;;
    carb)
      claims carb "$corpora/dev/carb/dev.tsv" --open
      python3 "$bench/score_carb.py" "$corpora/dev/carb/dev.tsv" "$out/carb.claims.jsonl" ;;
    wire57)
      claims wire57 "$corpora/dev/wire57/gold.json" --open
      python3 "$bench/score_wire57.py" "$corpora/dev/wire57/gold.json" "$out/wire57.claims.jsonl" ;;
    *)
      echo "error: no set is called $1" >&2
      exit 2 ;;
  esac
}

for name in "${@:-news cases ud ner re3d plover dwie mine benchie carb wire57}"; do
  for one in $name; do score "$one"; done
done
