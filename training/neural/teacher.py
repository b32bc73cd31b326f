"""The teacher: MPNet with heads for tags, trees and names.

`teacher.py train --mpnet FOLDER --data FOLDER --out FILE` trains it; `teacher.py label` writes its soft labels.
Not part of the program: only what it teaches the student is.
"""

import argparse
import math
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import nn

from corpus import LABELS, UNKNOWN, Scheme, Score, batches, viterbi

WIDTH, HEADS, BUCKETS = 768, 12, 32
START, PAD, END, ODD = 0, 1, 2, 104
CASE = 6


class Layer(nn.Module):
    """A layer of the encoder, normalised after each half."""

    def __init__(self):
        super().__init__()
        self.q, self.k, self.v, self.o = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, 1e-5), nn.LayerNorm(WIDTH, 1e-5)

    def forward(self, x, bias, drop):
        batch, n, _ = x.shape
        q, k, v = (f(x).view(batch, n, HEADS, -1).transpose(1, 2) for f in (self.q, self.k, self.v))
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        a = self.o(a.transpose(1, 2).reshape(batch, n, WIDTH))
        x = self.norm1(x + F.dropout(a, drop, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """The first layers of MPNet (Song et al. 2020), with relative positions as in T5."""

    def __init__(self, path: Path, layers: int, frozen: int):
        super().__init__()
        weights = load_file(path / "model.safetensors")
        self.words = nn.Embedding.from_pretrained(weights["embeddings.word_embeddings.weight"])
        self.positions = nn.Embedding.from_pretrained(weights["embeddings.position_embeddings.weight"])
        self.norm = nn.LayerNorm(WIDTH, 1e-5)
        self.norm.load_state_dict({k: weights[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        self.relative = nn.Embedding.from_pretrained(weights["encoder.relative_attention_bias.weight"])
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.frozen = frozen
        parts = {"q": "attention.attn.q", "k": "attention.attn.k", "v": "attention.attn.v", "o": "attention.attn.o"}
        parts |= {"up": "intermediate.dense", "down": "output.dense"}
        parts |= {"norm1": "attention.LayerNorm", "norm2": "output.LayerNorm"}
        for number, layer in enumerate(self.layers):
            for ours, theirs in parts.items():
                state = {k: weights[f"encoder.layer.{number}.{theirs}.{k}"] for k in ("weight", "bias")}
                getattr(layer, ours).load_state_dict(state)
        for module in [self.norm, *self.layers[:frozen]]:
            module.requires_grad_(False)

    def bias(self, n: int, lengths):
        distance = torch.arange(n)[:, None] - torch.arange(n)[None, :]
        half, exact = BUCKETS // 2, BUCKETS // 4
        bucket = (distance < 0).long() * half
        distance = distance.abs()
        far = exact + (torch.log(distance.clamp(min=1) / exact) / math.log(128 / exact) * (half - exact)).long()
        bucket += torch.where(distance < exact, distance, far.clamp(max=half - 1))
        bias = self.relative(bucket).permute(2, 0, 1)[None]
        padding = torch.arange(n)[None, :] >= lengths[:, None]
        return bias.masked_fill(padding[:, None, None, :], -1e9)

    def forward(self, pieces, lengths):
        n = pieces.shape[1]
        bias = self.bias(n, lengths)
        x = self.norm(self.words(pieces) + self.positions(torch.arange(n) + 2))
        states = [x]
        for number, layer in enumerate(self.layers):
            if number < self.frozen:
                with torch.no_grad():
                    x = layer(x, bias, 0.0)
            else:
                x = layer(x, bias, 0.1)
            states.append(x)
        return states


class Teacher(nn.Module):
    """The encoder, its layers mixed, and the heads."""

    def __init__(self, encoder: Encoder, tags: int, relations: int):
        super().__init__()
        self.encoder = encoder
        self.mix = nn.Parameter(torch.zeros(len(encoder.layers) + 1))
        self.scale = nn.Parameter(torch.ones(1))
        wide = WIDTH + CASE
        mlp = lambda out: nn.Sequential(nn.Linear(wide, out), nn.GELU(), nn.Dropout(0.25))
        self.arc_head, self.arc_dep = mlp(400), mlp(400)
        self.rel_head, self.rel_dep = mlp(100), mlp(100)
        self.root = nn.Parameter(torch.randn(wide) * 0.1)
        self.arc = nn.Parameter(torch.zeros(401, 400))
        self.rel = nn.Parameter(torch.zeros(relations, 101, 101))
        self.tag = nn.Sequential(mlp(256), nn.Linear(256, tags))
        self.name = nn.Sequential(mlp(256), nn.Linear(256, LABELS))

    def forward(self, batch):
        states = self.encoder(batch["pieces"], batch["lengths"])
        weights = torch.softmax(self.mix, 0)
        x = self.scale * sum(w * state for w, state in zip(weights, states))
        x = torch.gather(x, 1, batch["first"][:, :, None].expand(-1, -1, WIDTH))
        x = torch.cat([F.dropout(x, 0.25, self.training), batch["case"]], 2)
        tags, names = self.tag(x), self.name(x)
        x = torch.cat([self.root.expand(x.shape[0], 1, -1), x], 1)
        one = lambda t: F.pad(t, (0, 1), value=1.0)
        head, dep = self.arc_head(x), one(self.arc_dep(x[:, 1:]))
        arcs = dep @ self.arc @ head.transpose(1, 2)
        arcs = arcs.masked_fill(~batch["heads_mask"][:, None, :], -1e9)
        return tags, names, arcs, (one(self.rel_head(x)), one(self.rel_dep(x[:, 1:])))

    def relations(self, pair, heads):
        """Scores of the relations between each word and its head."""
        head, dep = pair
        head = torch.gather(head, 1, heads[:, :, None].expand(-1, -1, head.shape[2]))
        return torch.einsum("bnh,rhd,bnd->bnr", head, self.rel, dep)


class Pieces:
    """Wordpieces and case of words."""

    def __init__(self, path: Path):
        self.tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known: dict[str, list[int]] = {}

    def of(self, word: str) -> list[int]:
        if word not in self.known:
            ids = self.tokenizer.encode(word, add_special_tokens=False).ids[:8]
            self.known[word] = ids or [ODD]
        return self.known[word]

    def count(self, forms) -> int:
        return sum(len(self.of(form)) for form in forms) + 2

    def batch(self, sentences):
        n = max(len(s.forms) for s in sentences)
        m = max(self.count(s.forms) for s in sentences)
        b = len(sentences)
        pieces = torch.full((b, m), PAD)
        lengths = torch.zeros(b, dtype=torch.long)
        first = torch.zeros((b, n), dtype=torch.long)
        case = torch.zeros((b, n, CASE))
        mask = torch.zeros((b, n + 1), dtype=torch.bool)
        out = {name: torch.full((b, n), UNKNOWN) for name in ("tags", "heads", "relations", "names")}
        for row, s in enumerate(sentences):
            ids = [START]
            for at, form in enumerate(s.forms):
                first[row, at] = len(ids)
                ids += self.of(form)
                case[row, at] = torch.tensor(
                    [
                        form[0].isupper(),
                        form.isupper() and len(form) > 1,
                        form.islower(),
                        any(c.isdigit() for c in form),
                        not any(c.isalnum() for c in form),
                        at == 0,
                    ],
                    dtype=torch.float32,
                )
            ids.append(END)
            pieces[row, : len(ids)] = torch.tensor(ids)
            lengths[row] = len(ids)
            mask[row, : len(s.forms) + 1] = True
            for name in out:
                value = getattr(s, name)
                if value is not None:
                    out[name][row, : len(s.forms)] = torch.from_numpy(value)
        return out | {"pieces": pieces, "lengths": lengths, "first": first, "case": case, "heads_mask": mask}


def losses(model, batch):
    """The sum of the losses of all heads."""
    tags, names, arcs, pair = model(batch)
    ce = lambda scores, gold: F.cross_entropy(scores.flatten(0, 1), gold.flatten(), ignore_index=UNKNOWN, reduction="sum")
    known = (batch["tags"] != UNKNOWN).sum().clamp(min=1)
    named = (batch["names"] != UNKNOWN).sum().clamp(min=1)
    heads = batch["heads"].clamp(min=0)
    tree = ce(tags, batch["tags"]) + ce(arcs, batch["heads"]) + ce(model.relations(pair, heads), batch["relations"])
    return tree / known + 2 * ce(names, batch["names"]) / named


@torch.no_grad()
def read(model, pieces, sentences, words):
    """Yields each sentence's number and its scores: tags, names, arcs, relations to the best head."""
    model.eval()
    for group in batches([pieces.count(s.forms) for s in sentences], words, None):
        batch = pieces.batch([sentences[index] for index in group])
        tags, names, arcs, pair = model(batch)
        relations = model.relations(pair, arcs.argmax(2))
        for row, index in enumerate(group):
            n = len(sentences[index].forms)
            cut = lambda t: t[row, :n].numpy()
            yield index, cut(tags), cut(names), arcs[row, :n, : n + 1].numpy(), cut(relations)
    model.train()


def evaluate(model, pieces, scheme, sentences) -> Score:
    """Reads development sentences; greedy heads."""
    score = Score()
    for index, tags, names, arcs, relations in read(model, pieces, sentences, 2500):
        score.add(scheme, sentences[index], tags.argmax(1), arcs.argmax(1), relations.argmax(1), viterbi(names))
    return score


def train(options):
    """Trains for `steps` batches, or until `minutes` are over, whichever comes first."""
    torch.manual_seed(1)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    scheme, pieces = Scheme(options.data), Pieces(options.mpnet)
    trees = scheme.read(options.data / "ewt.tsv") + scheme.read(options.data / "gum.tsv")
    named = scheme.read(options.data / "names.tsv")
    silver = scheme.read(options.data / "gmb.tsv")
    dev = {name: scheme.read(options.data / f"{name}-dev.tsv") for name in ("ewt", "gum")}
    model = Teacher(Encoder(options.mpnet, options.layers, options.frozen), len(scheme.tags), len(scheme.relations))
    if options.start:
        model.load_state_dict(torch.load(options.start))
    slow = [p for p in model.encoder.parameters() if p.requires_grad]
    fast = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    adam = torch.optim.AdamW([{"params": slow, "lr": options.rate}, {"params": fast, "lr": 40 * options.rate}], weight_decay=0.01, betas=(0.9, 0.98))
    rates = [group["lr"] for group in adam.param_groups]
    start, step, total, words = time.time(), 0, 0.0, 0
    done = 0.0
    while done < 1.0:
        sentences = trees + rng.sample(named, int(len(named) * options.share)) + rng.sample(silver, options.silver)
        for group in batches([pieces.count(s.forms) for s in sentences], options.words, rng):
            done = max(step / options.steps, (time.time() - start) / 60 / options.minutes)
            if done >= 1.0:
                break
            for parameters, rate in zip(adam.param_groups, rates):
                parameters["lr"] = rate * min((step + 1) / options.warm, 1.0) * max(1.0 - done, 0.02)
            batch = pieces.batch([sentences[index] for index in group])
            loss = losses(model, batch)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(slow + fast, 5.0)
            adam.step()
            step += 1
            total += loss.item()
            words += sum(len(sentences[index].forms) for index in group)
            if step % 25 == 0:
                seconds = time.time() - start
                print(f"step {step} done {done:.3f} loss {total / 25:.3f} {words / seconds:.0f} words/s {seconds:.0f} s", flush=True)
                total = 0.0
            if step % 400 == 0:
                print("  EWT dev, 200 sentences:", evaluate(model, pieces, scheme, dev["ewt"][::10]), flush=True)
                torch.save({name: t for name, t in model.state_dict().items()}, options.out)
    torch.save(model.state_dict(), options.out)
    for name, sentences in dev.items():
        print(f"{name} dev after {step} steps:", evaluate(model, pieces, scheme, sentences), flush=True)


def top(scores, count):
    """The `count` most likely classes of each row and their probabilities."""
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    if p.shape[1] < count:
        p = np.pad(p, ((0, 0), (0, count - p.shape[1])))
    best = np.argpartition(-p, count - 1, axis=1)[:, :count]
    return best.astype(np.uint8), np.take_along_axis(p, best, 1).astype(np.float16)


def trained(options, scheme):
    """The teacher of a file."""
    torch.set_num_threads(options.threads)
    model = Teacher(Encoder(options.mpnet, options.layers, options.frozen), len(scheme.tags), len(scheme.relations))
    model.load_state_dict(torch.load(options.out))
    model.eval()
    if options.int8:
        from torch.ao.quantization import per_channel_dynamic_qconfig, quantize_dynamic

        model.encoder = quantize_dynamic(model.encoder, {nn.Linear: per_channel_dynamic_qconfig})
    return model


def measure(options):
    """Measures a teacher on a part of the development sets."""
    scheme, pieces = Scheme(options.data), Pieces(options.mpnet)
    model = trained(options, scheme)
    for name in ("ewt", "gum"):
        sentences = scheme.read(options.data / f"{name}-dev.tsv")[:: options.step]
        began = time.time()
        score = evaluate(model, pieces, scheme, sentences)
        print(f"{name} dev, 1 of {options.step}: {score}, {time.time() - began:.0f} s", flush=True)


def label(options):
    """Writes the soft labels of tables, part by part, so that a stopped run leaves what it did."""
    scheme, pieces = Scheme(options.data), Pieces(options.mpnet)
    model = trained(options, scheme)
    options.labels.mkdir(exist_ok=True, parents=True)
    for table in options.tables:
        sentences = scheme.read(options.data / f"{table}.tsv")
        for start in range(0, len(sentences), options.part):
            path = options.labels / f"{table}-{start // options.part:03}.npz"
            number, of = (int(x) for x in options.share_of.split("/"))
            if path.exists() or start // options.part % of != number:
                continue
            began = time.time()
            part = sentences[start : start + options.part]
            rows = [None] * len(part)
            for index, tags, names, arcs, relations in read(model, pieces, part, 3000):
                p = np.exp(names - names.max(1, keepdims=True))
                p = (p / p.sum(1, keepdims=True)).astype(np.float16)
                rows[index] = (*top(tags, 4), *top(arcs, 4), *top(relations, 4), arcs.argmax(1).astype(np.uint8), p)
            keys = ("tag", "tag_p", "arc", "arc_p", "rel", "rel_p", "head", "name_p")
            values = {key: np.concatenate([row[i] for row in rows]) for i, key in enumerate(keys)}
            np.savez(path, lengths=np.array([len(s.forms) for s in part]), **values)
            words = sum(len(s.forms) for s in part)
            print(f"{path.name}: {words} words, {words / (time.time() - began):.0f} words/s", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["train", "label", "measure"])
    parser.add_argument("--mpnet", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--tables", nargs="*", default=["ewt", "gum", "names", "gmb", "plain"])
    parser.add_argument("--part", type=int, default=2000)
    parser.add_argument("--share-of", default="0/1", help="label every part whose number is K modulo N: K/N")
    parser.add_argument("--int8", action="store_true", help="label with an encoder of eight bits")
    parser.add_argument("--layers", type=int, default=12)
    parser.add_argument("--frozen", type=int, default=0)
    parser.add_argument("--step", type=int, default=1, help="measure on every so many sentences")
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--start", type=Path, help="weights to start from")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=5e-5)
    parser.add_argument("--warm", type=int, default=100)
    parser.add_argument("--words", type=int, default=1100)
    parser.add_argument("--share", type=float, default=1.0)
    parser.add_argument("--silver", type=int, default=2000)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    {"train": train, "label": label, "measure": measure}[options.what](options)


if __name__ == "__main__":
    main()
