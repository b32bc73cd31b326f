"""The vocabulary of the student with vectors: means of MPNet's wordpiece vectors, reduced by principal components.

`vocabulary.py MPNET DATA RELATA_TRAINING WEIGHTS` writes `vocabulary.npz` into the folder DATA: hashes of forms, sorted,
and a vector for each.
"""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from tokenizers import Tokenizer

DIMENSIONS = 64


def main():
    mpnet, data, program, weights = (Path(argument) for argument in sys.argv[1:5])
    tokenizer = Tokenizer.from_file(str(mpnet / "tokenizer.json"))
    vectors = load_file(mpnet / "model.safetensors")["embeddings.word_embeddings.weight"]
    counts = Counter()
    for table in ("ewt", "gum", "names", "gmb", "plain"):
        for line in (data / f"{table}.tsv").read_text().split("\n"):
            counts[line.split("\t")[0].lower()] += 1
    words = {word for word in tokenizer.get_vocab() if word.isalpha() and word.isascii() and len(word) > 1}
    words |= {word for word, count in counts.items() if count > 2 and word and not any(c.isdigit() for c in word)}
    words = sorted(words)
    listed = data / "vocabulary.tsv"
    listed.write_text("\n\n".join(f"{word}\t_" for word in words) + "\n")
    subprocess.run([program, "features", weights, listed, "plain", data / "vocabulary.bin"], check=True)
    kind = np.dtype([("rows", "<u2", 7), ("form", "<u4")])
    hashes = np.fromfile(data / "vocabulary.bin", kind)["form"]
    assert len(hashes) == len(words)
    hashes, first = np.unique(hashes, return_index=True)
    mean = np.stack([vectors[tokenizer.encode(words[i], add_special_tokens=False).ids or [104]].mean(0) for i in first])
    # Words that texts have count more: the components are theirs.
    weight = np.array([1 + np.log1p(counts[words[i]]) for i in first])[:, None]
    mean -= (mean * weight).sum(0) / weight.sum()
    _, _, axes = np.linalg.svd((mean * np.sqrt(weight)).T @ (mean * np.sqrt(weight)))
    reduced = mean @ axes[:DIMENSIONS].T
    # The first component is mostly frequency; all get nearly the same scale.
    reduced /= reduced.std(0) ** 0.7 * (reduced.std() ** 0.3)
    reduced = np.clip(reduced / np.quantile(np.abs(reduced), 0.99) * 2, -3, 3)
    np.savez(data / "vocabulary.npz", hashes=hashes, vectors=reduced.astype(np.float32))
    print(len(hashes), "words; standard deviation", reduced.std(), "largest", np.abs(reduced).max())


if __name__ == "__main__":
    main()
