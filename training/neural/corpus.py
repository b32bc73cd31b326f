"""The tables that `relata-training export` writes, and batches of them."""

import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np

LABELS = 21
UNKNOWN = -100


@dataclass
class Sentence:
    """A sentence with what its corpus knows of it; `None` for what it does not."""

    forms: list[str]
    tags: np.ndarray | None
    heads: np.ndarray | None
    relations: np.ndarray | None
    names: np.ndarray | None


class Scheme:
    """The numbers of tags and relations."""

    def __init__(self, folder: Path):
        self.tags = (folder / "tags.txt").read_text().split()
        self.relations = (folder / "relations.txt").read_text().split()
        self.tag = {name: number for number, name in enumerate(self.tags)}
        self.relation = {name: number for number, name in enumerate(self.relations)}
        upos = sorted({tag.split("/")[0] for tag in self.tags})
        self.upos = np.array([upos.index(tag.split("/")[0]) for tag in self.tags])

    def read(self, path: Path) -> list[Sentence]:
        """Reads a table."""
        sentences = []
        for block in path.read_text().split("\n\n"):
            rows = [line.split("\t") for line in block.split("\n") if line]
            if not rows:
                continue
            forms, tags, heads, relations, names = zip(*rows)
            tree = tags[0] != "_"
            sentences.append(
                Sentence(
                    list(forms),
                    np.array([self.tag[tag] for tag in tags]) if tree else None,
                    np.array([int(head) for head in heads]) if tree else None,
                    np.array([self.relation[name] for name in relations]) if tree else None,
                    np.array([int(name) for name in names]) if names[0] != "_" else None,
                )
            )
        return sentences


def batches(lengths, words: int, rng: random.Random | None):
    """Indices of sentences in batches of about `words` words, of like lengths; shuffled with a generator."""
    order = list(range(len(lengths)))
    if rng:
        rng.shuffle(order)
    groups = []
    pool = 4000 if rng else len(order)
    for start in range(0, len(order), max(pool, 1)):
        part = sorted(order[start : start + pool], key=lambda index: lengths[index])
        batch, longest = [], 0
        for index in part:
            longest = max(longest, lengths[index])
            if batch and longest * (len(batch) + 1) > words:
                groups.append(batch)
                batch, longest = [], lengths[index]
            batch.append(index)
        if batch:
            groups.append(batch)
    if rng:
        rng.shuffle(groups)
    return groups


def spans(labels) -> set[tuple[int, int, int]]:
    """Names (start, end, type) of a sequence of labels; places of all kinds count as one type."""
    found, start, kind = set(), None, None
    coarse = {0: 0, 1: 1, 2: 2, 3: 2, 4: 2}
    for at, label in enumerate(list(labels) + [0]):
        inside = label > 0 and label % 2 == 0 and start is not None and kind == (label - 1) // 2
        if start is not None and not inside:
            if kind in coarse:
                found.add((start, at, coarse[kind]))
            start = None
        if label > 0 and not inside:
            start, kind = at, (label - 1) // 2
    return found


class Score:
    """Right tags, heads, relations and names, counted."""

    def __init__(self):
        self.words = self.upos = self.tags = self.heads = self.labelled = 0
        self.hits = self.gold = self.found = 0

    def add(self, scheme, sentence, tags, heads, relations, names):
        """Compares the reading of a sentence with its corpus."""
        if sentence.tags is not None:
            right = heads == sentence.heads
            # Subtypes count as the scorer has them: not at all.
            universal = np.array([name.split(":")[0] for name in scheme.relations])
            self.words += len(tags)
            self.tags += int((tags == sentence.tags).sum())
            self.upos += int((scheme.upos[tags] == scheme.upos[sentence.tags]).sum())
            self.heads += int(right.sum())
            same = universal[relations] == universal[sentence.relations]
            self.labelled += int((right & same).sum())
        if sentence.names is not None:
            gold, found = spans(sentence.names), spans(names)
            self.hits += len(gold & found)
            self.gold += len(gold)
            self.found += len(found)

    def __str__(self):
        words = max(self.words, 1)
        f1 = 2 * self.hits / max(self.gold + self.found, 1)
        return (
            f"UPOS {self.upos / words:.4f} tag {self.tags / words:.4f} UAS {self.heads / words:.4f} "
            f"LAS {self.labelled / words:.4f} names {f1:.4f}"
        )


def viterbi(scores: np.ndarray) -> np.ndarray:
    """The best sequence of labels in which names begin with their begin label."""
    n, count = scores.shape
    allowed = np.zeros((count, count), dtype=np.float32)
    for to in range(2, count, 2):
        allowed[:, to] = -1e9
        allowed[to - 1, to] = allowed[to, to] = 0
    best = scores[0].copy()
    best[2::2] = -1e9
    back = []
    for row in scores[1:]:
        step = best[:, None] + allowed
        back.append(step.argmax(0))
        best = step.max(0) + row
    label = int(best.argmax())
    labels = [label]
    for pointers in reversed(back):
        label = int(pointers[label])
        labels.append(label)
    return np.array(labels[::-1])
