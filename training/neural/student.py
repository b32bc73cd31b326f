"""The student: the small network that the program reads with.

`student.py --data FOLDER --labels FOLDER --out FILE` trains it on gold trees and names, and on text that the
teacher labelled. Its parts are as `src/nlp/neural` has them: tables of vectors, gated convolutions, recurrences in
both directions, and one linear layer for all heads.
"""

import argparse
import copy
import random
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from corpus import LABELS, Scheme, Score, batches, viterbi
from encoder import MOST, WINDOW, pretrained, read_pieces

ROWS = [16384, 8192, 2048, 8192, 1024, 1024, 2048]
SIZES = [48, 32, 32, 48, 32, 16, 32]
VOCABULARY = 64
WIDTH = 160
ARC, REL = 128, 128
# Distances between words count up to this.
FAR = 32
CLIP = 8.0
# Layers whose inputs are the tables' integers.
INPUTS = ("input", "encoder.input")
# What of an encoder was trained before, and learns more slowly.
PRETRAINED = ("encoder.norm", "encoder.layers")
FEATURES = np.dtype([("rows", "<u2", len(ROWS)), ("form", "<u4")])


def hard(x):
    """A sigmoid of three straight lines, which is the same on every machine."""
    return (x * 0.25 + 0.5).clamp(0.0, 1.0)


def norm(x):
    """Scales each word's vector to a mean square of one, and cuts off what is far out."""
    return (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-4)).clamp(-CLIP, CLIP)


class Recurrence(torch.autograd.Function):
    """h[t] = f[t] * h[t - 1] + (1 - f[t]) * z[t] along the second dimension."""

    @staticmethod
    def forward(ctx, f, z):
        h = torch.empty_like(z)
        state = torch.zeros_like(z[:, 0])
        for t in range(z.shape[1]):
            state = torch.lerp(z[:, t], state, f[:, t])
            h[:, t] = state
        ctx.save_for_backward(f, z, h)
        return h

    @staticmethod
    def backward(ctx, grad):
        f, z, h = ctx.saved_tensors
        total = torch.empty_like(grad)
        state = torch.zeros_like(grad[:, 0])
        for t in range(grad.shape[1] - 1, -1, -1):
            state = state + grad[:, t]
            total[:, t] = state
            state = state * f[:, t]
        before = F.pad(h[:, :-1], (0, 0, 1, 0))
        return total * (before - z), total * (1 - f)


class Convolution(nn.Module):
    """x + a * gate(b), with a and b from a word and its neighbours."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(3 * WIDTH, 2 * WIDTH)

    def forward(self, x, mask, drop):
        y = norm(x) * mask
        around = torch.cat([F.pad(y[:, :-1], (0, 0, 1, 0)), y, F.pad(y[:, 1:], (0, 0, 0, 1))], 2)
        a, b = self.linear(F.dropout(around, drop, self.training)).chunk(2, 2)
        return x + a * hard(b)


class Recurrent(nn.Module):
    """x + gate(o) * [forwards, backwards], each half of the width (Lei et al. 2018, simplified)."""

    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(WIDTH, 3 * WIDTH)
        self.linear.bias.data[WIDTH : 2 * WIDTH] = 0.0

    def forward(self, x, mask, drop):
        z, f, o = self.linear(F.dropout(norm(x), drop, self.training)).chunk(3, 2)
        # Padding is stepped over: its state stays.
        f = torch.where(mask > 0, hard(f), torch.ones_like(f))
        half = WIDTH // 2
        there = Recurrence.apply(f[..., :half], z[..., :half])
        back = Recurrence.apply(f[..., half:].flip(1), z[..., half:].flip(1)).flip(1)
        return x + hard(o) * torch.cat([there, back], 2) * 2


class Student(nn.Module):
    """Tables, encoder and heads."""

    def __init__(self, vectors, tags, relations, blocks, encoder=None):
        super().__init__()
        self.encoder = encoder
        self.tags, self.relations = tags, relations
        self.known = nn.Embedding.from_pretrained(torch.cat([torch.zeros(1, VOCABULARY), vectors]))
        self.tables = nn.ModuleList(nn.Embedding(rows, size) for rows, size in zip(ROWS, SIZES))
        for table in self.tables:
            nn.init.normal_(table.weight, std=0.3)
        self.input = nn.Linear(VOCABULARY + sum(SIZES), WIDTH)
        kinds = {"c": Convolution, "r": Recurrent}
        self.blocks = nn.ModuleList(kinds[kind]() for kind in blocks)
        self.heads = nn.Linear(WIDTH, 2 * ARC + 2 * REL + tags + LABELS)
        self.root_arc = nn.Parameter(torch.randn(ARC) * 0.1)
        self.root_rel = nn.Parameter(torch.randn(REL) * 0.1)
        self.distance = nn.Parameter(torch.zeros(2 * FAR + 1))
        self.label = nn.Linear(REL, relations)

    def forward(self, batch, drop=0.0):
        rows, known, mask = batch["rows"], batch["known"], batch["mask"]
        parts = [self.known(known)] + [table(rows[:, :, i]) for i, table in enumerate(self.tables)]
        if self.training and drop:
            # Whole features are dropped: rare words are read by their endings, known ones not by their form alone.
            keep = [torch.rand(p.shape[:2]) < (0.9 if i < 2 else 0.95) for i, p in enumerate(parts)]
            parts = [p * k[:, :, None] for p, k in zip(parts, keep)]
        features = torch.cat(parts, 2)
        x = self.input(features)
        if self.encoder:
            x = x + self.encoder(batch["pieces"], features, mask, 0.1)
        mask = mask[:, :, None].float()
        x = x * mask
        for block in self.blocks:
            x = block(x, mask, drop)
        y = self.heads(F.dropout(norm(x), drop, self.training))
        dep, head, up, down, tags, names = y.split([ARC, ARC, REL, REL, self.tags, LABELS], 2)
        n = dep.shape[1]
        head = torch.cat([self.root_arc.expand(len(head), 1, -1), head], 1)
        arcs = dep @ head.transpose(1, 2) * (1 / 8)
        place = torch.arange(n)
        apart = (place[:, None] - place[None, :]).clamp(-FAR, FAR) + FAR
        arcs = arcs + F.pad(self.distance[apart], (1, 0))
        arcs = arcs.masked_fill(~F.pad(mask[:, :, 0] > 0, (1, 0), value=True)[:, None, :], -1e9)
        down = torch.cat([self.root_rel.expand(len(down), 1, -1), down], 1)
        return tags, names, arcs, (up, down)

    def relation(self, pair, heads, drop=0.0):
        """Scores of the relations between each word and its head."""
        up, down = pair
        down = torch.gather(down, 1, heads[:, :, None].expand(-1, -1, REL))
        return self.label(F.dropout(torch.relu(up + down), drop, self.training))


class Text:
    """A table with its features, and the teacher's labels where it has any."""

    def __init__(self, data: Path, name: str, style: str, scheme: Scheme, hashes, labels: Path | None, pieces: bool):
        self.sentences = scheme.read(data / f"{name}.tsv")
        self.lengths = np.array([len(s.forms) for s in self.sentences])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])
        features = np.fromfile(data / f"{name}.{style}.bin", FEATURES)
        assert len(features) == self.starts[-1], name
        self.rows = features["rows"].astype(np.int16)
        at = np.searchsorted(hashes, features["form"]).clip(max=len(hashes) - 1)
        self.known = np.where(hashes[at] == features["form"], at + 1, 0).astype(np.int32)
        # Capitals change no pieces.
        kind = "invented" if style == "invented" else "plain"
        self.pieces = read_pieces(data / f"{name}.{kind}.pieces") if pieces else None
        self.soft = []
        self.labels, self.name = labels, name
        self.load()

    def load(self):
        """Reads parts of labels that came since."""
        while self.labels and (path := self.labels / f"{self.name}-{len(self.soft):03}.npz").exists():
            try:
                part = dict(np.load(path))
            except Exception:
                break  # Still being written.
            part["starts"] = np.concatenate([[0], np.cumsum(part["lengths"])])
            self.soft.append(part)

    def softened(self, index):
        """The teacher's labels of a sentence, if there are any."""
        for part in self.soft:
            if index < len(part["lengths"]):
                a, b = part["starts"][index], part["starts"][index + 1]
                return {key: part[key][a:b] for key in ("tag", "tag_p", "arc", "arc_p", "rel", "rel_p", "head", "name_p")}
            index -= len(part["lengths"])
        return None

    def count(self):
        """How many sentences have the teacher's labels."""
        return sum(len(part["lengths"]) for part in self.soft)


def collate(items, tags, relations):
    """A batch: features, and targets as distributions over few classes."""
    b, n = len(items), max(text.lengths[i] for text, i in items)
    rows = np.zeros((b, n, len(ROWS)), np.int64)
    known = np.zeros((b, n), np.int64)
    mask = np.zeros((b, n), bool)
    tag = np.zeros((b, n, tags), np.float32)
    arc = np.zeros((b, n, n + 1), np.float32)
    rel = np.zeros((b, n, relations), np.float32)
    name = np.zeros((b, n, LABELS), np.float32)
    head = np.zeros((b, n), np.int64)
    pieces = np.zeros((b, n, MOST), np.int64)
    for r, (text, i) in enumerate(items):
        s, a, m = text.sentences[i], text.starts[i], text.lengths[i]
        rows[r, :m] = text.rows[a : a + m]
        known[r, :m] = text.known[a : a + m]
        mask[r, :m] = True
        if text.pieces is not None:
            pieces[r, :m] = text.pieces[a : a + m]
        at = np.arange(m)
        soft = text.softened(i)
        if s.tags is not None:
            tag[r, at, s.tags] = arc[r, at, s.heads] = rel[r, at, s.relations] = 1
            head[r, :m] = s.heads
        elif soft:
            put = lambda out, key: np.put_along_axis(out[r, :m], soft[key].astype(np.int64), soft[f"{key}_p"].astype(np.float32), 1)
            put(tag, "tag"), put(rel, "rel")
            inside = np.where(soft["arc"] <= m, soft["arc"], 0).astype(np.int64)
            np.add.at(arc[r], (at[:, None], inside), soft["arc_p"].astype(np.float32))
            head[r, :m] = soft["head"]
        if s.names is not None:
            name[r, at, s.names] = 1
        if soft:
            p = soft["name_p"].astype(np.float32)
            # What people marked stands; GMB's names are a program's, and mended by hand only in part.
            share = 0.0 if s.names is None else 0.5 if text.name == "gmb" else 1.0
            name[r, :m] = share * name[r, :m] + (1 - share) * p
    out = {"rows": rows, "known": known, "mask": mask, "tag": tag, "arc": arc, "rel": rel, "name": name, "head": head}
    out["pieces"] = pieces
    return {key: torch.from_numpy(value) for key, value in out.items()}


def loss_of(model, batch, drop, options):
    """Cross-entropies of all heads against their distributions; what is unknown has none."""
    tags, names, arcs, pair = model(batch, drop)
    rel = model.relation(pair, batch["head"], drop)
    ce = lambda scores, p: -(F.log_softmax(scores, 2) * p).sum()
    known = batch["tag"].sum().clamp(min=1.0)
    named = batch["name"].sum().clamp(min=1.0)
    tree = ce(tags, batch["tag"]) + ce(arcs, batch["arc"]) + ce(rel, batch["rel"])
    return tree / known + options.names * ce(names, batch["name"]) / named


@torch.no_grad()
def evaluate(model, scheme, text) -> Score:
    """Reads development sentences; greedy heads."""
    model.eval()
    score = Score()
    for group in batches(text.lengths, 3000, None):
        batch = collate([(text, i) for i in group], len(scheme.tags), len(scheme.relations))
        tags, names, arcs, pair = model(batch)
        heads = arcs.argmax(2)
        rel = model.relation(pair, heads).argmax(2).numpy()
        for r, i in enumerate(group):
            n = text.lengths[i]
            labels = viterbi(names[r, :n].numpy())
            score.add(scheme, text.sentences[i], tags[r, :n].argmax(1).numpy(), heads[r, :n].numpy(), rel[r, :n], labels)
    model.train()
    return score


def rounded(weights, whole):
    """Weights as integers of eight bits, and their scales: one for all, or one for each row."""
    scale = weights.abs().max().reshape(1) if whole else weights.abs().amax(1)
    scale = scale.clamp(min=1e-8) / 127
    return (weights / scale[:, None]).round().clamp(-127, 127), scale


@torch.no_grad()
def tensors(model):
    """The weights as they are shipped, by name: integers with scales, or floats."""
    out, columns = {}, []
    for name, table in [("known", model.known), *((f"tables.{i}", t) for i, t in enumerate(model.tables))]:
        values, scale = rounded(table.weight, True)
        out[name] = (values, scale)
        columns.append(scale.expand(values.shape[1]))
    # The scales of the tables go into the layers above them, whose inputs are then integers.
    scales = torch.cat(columns)
    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear):
            out[f"{name}.weight"] = rounded(layer.weight * scales if name in INPUTS else layer.weight, False)
            out[f"{name}.bias"] = layer.bias
        elif isinstance(layer, nn.LayerNorm):
            out |= {f"{name}.weight": layer.weight, f"{name}.bias": layer.bias}
    if model.encoder:
        out["encoder.pieces"] = rounded(model.encoder.pieces.weight, False)
        out["encoder.positions"] = rounded(model.encoder.positions.weight[: WINDOW + 1], False)
        out["encoder.mix"] = torch.softmax(model.encoder.mix, 0)
    out |= {"root_arc": model.root_arc, "root_rel": model.root_rel, "distance": model.distance}
    return out


@torch.no_grad()
def quantised(model):
    """A copy with weights rounded as they are shipped."""
    model, parts = copy.deepcopy(model), tensors(model)
    columns = []
    for name, table in [("known", model.known), *((f"tables.{i}", t) for i, t in enumerate(model.tables))]:
        values, scale = parts[name]
        table.weight.copy_(values * scale)
        columns.append(scale.expand(values.shape[1]))
    for name, layer in model.named_modules():
        if isinstance(layer, nn.Linear):
            values, scale = parts[f"{name}.weight"]
            layer.weight.copy_(values * scale[:, None])
            if name in INPUTS:
                layer.weight.div_(torch.cat(columns))
    if model.encoder:
        values, scale = parts["encoder.pieces"]
        model.encoder.pieces.weight.copy_(values * scale[:, None])
    return model


def save(model, hashes, path: Path):
    """Writes the network as the program reads it: see `src/nlp/neural/tensors.rs`."""
    data = bytearray()

    def put(name, kind, values, scales=b""):
        shape = values.shape if values.ndim == 2 else (1, len(values))
        data.extend(bytes([len(name)]) + name.encode() + bytes([kind]))
        data.extend(np.array(shape, "<u4").tobytes() + scales + values.tobytes())

    put("vocabulary", 0, hashes.astype("<u4"))
    put("blocks", 0, np.array([int(isinstance(block, Recurrent)) for block in model.blocks], "<u4"))
    for name, value in tensors(model).items():
        if isinstance(value, tuple):
            values, scales = value
            kind = 1 if len(scales) == len(values) else 2
            put(name, kind, values.numpy().astype(np.int8), scales.numpy().astype("<f4").tobytes())
        else:
            put(name, 0, value.detach().numpy().astype("<f4"))
    path.write_bytes(data)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop, at a falling rate, after that long")
    parser.add_argument("--steps", type=int, default=0, help="train for that many batches")
    parser.add_argument("--words", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--drop", type=float, default=0.15)
    parser.add_argument("--names", type=float, default=2.0)
    parser.add_argument("--blocks", default="crcrcr")
    parser.add_argument("--silver", type=int, default=24000, help="sentences of silver text an epoch")
    parser.add_argument("--rest", type=int, default=6000, help="sentences of silver text without labels an epoch")
    parser.add_argument("--encoder", type=Path, help="folder of MiniLM, for the accurate model")
    parser.add_argument("--layers", type=int, default=5, help="layers of the encoder")
    parser.add_argument("--encoder-rate", type=float, default=1e-4)
    parser.add_argument("--start", type=Path, help="weights to start from")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    sys.stdout.reconfigure(line_buffering=True)
    torch.manual_seed(2)
    torch.set_num_threads(options.threads)
    rng = random.Random(2)
    scheme = Scheme(options.data)
    vocabulary = np.load(options.data / "vocabulary.npz")
    hashes = vocabulary["hashes"]
    make = lambda name, style="plain", labels=None: Text(options.data, name, style, scheme, hashes, labels, bool(options.encoder))
    gold = [make("ewt"), make("gum", labels=options.labels)]
    titles = [make(name, style) for name in ("ewt", "gum") for style in ("upper", "title")]
    invented = [make("ewt", "invented"), make("gum", "invented", options.labels)]
    named = [make("names", labels=options.labels), make("names", "invented", options.labels)]
    silver = make("gmb", labels=options.labels)
    silver_titles = [make("gmb", style, options.labels) for style in ("upper", "title")]
    silver_invented = make("gmb", "invented", options.labels)
    plain = make("plain", labels=options.labels)
    dev = {name: make(f"{name}-dev") for name in ("ewt", "gum")}
    encoder = options.encoder and pretrained(options.encoder, options.layers, VOCABULARY + sum(SIZES), WIDTH)
    model = Student(torch.from_numpy(vocabulary["vectors"]), len(scheme.tags), len(scheme.relations), options.blocks, encoder)
    if options.start:
        # Weights of the small network alone may be what an encoder is put under.
        missing, strange = model.load_state_dict(torch.load(options.start), strict=False)
        assert not strange and all(name.startswith("encoder.") for name in missing), (missing, strange)
    trained = [p for p in model.parameters() if p.requires_grad]
    known = [p for name, p in model.named_parameters() if name.startswith(PRETRAINED) and p.requires_grad]
    fresh = [p for name, p in model.named_parameters() if not name.startswith(PRETRAINED) and p.requires_grad]
    print("weights:", sum(p.numel() for p in model.parameters()), "trained:", sum(p.numel() for p in trained))
    groups = [{"params": fresh, "lr": options.rate, "weight_decay": 0.0}, {"params": known, "lr": options.encoder_rate}]
    adam = torch.optim.AdamW([group for group in groups if group["params"]], weight_decay=0.01, betas=(0.9, 0.98))
    rates = [group["lr"] for group in adam.param_groups]
    average = copy.deepcopy(model)
    start, step, done, epoch = time.time(), 0, 0.0, 0
    while done < 1.0:
        for text in [*gold, *invented, *named, silver, *silver_titles, silver_invented, plain]:
            text.load()
        # One sentence in four has names that nobody has.
        either = lambda plain, other: plain if rng.random() < 0.75 else other
        items = [(either(*pair), i) for pair in zip(gold, invented) for i in range(len(pair[0].sentences))]
        items += rng.sample([(text, i) for text in titles for i in range(len(text.sentences))], 3000)
        items += [(either(*named), i) for i in range(len(named[0].sentences))]
        labelled = silver.count()
        chosen = list(range(labelled))
        if len(chosen) > options.silver:
            chosen = rng.sample(chosen, options.silver)
        # Of what the teacher has not read, the corpus's own names are used.
        rest = range(labelled, len(silver.sentences))
        chosen += rng.sample(rest, min(len(rest), options.rest))
        items += [(either(silver, silver_invented), i) for i in chosen]
        items += [(rng.choice(silver_titles), i) for i in rng.sample(chosen, len(chosen) // 20)]
        items += [(plain, i) for i in range(plain.count())]
        lengths = [text.lengths[i] for text, i in items]
        groups = batches(lengths, options.words, rng)
        steps = options.steps or options.epochs * len(groups)
        total, words, began = 0.0, 0, time.time()
        for group in groups:
            done = max(step / steps, (time.time() - start) / 60 / options.minutes)
            if done >= 1.0:
                break
            for parameters, rate in zip(adam.param_groups, rates):
                parameters["lr"] = rate * min((step + 1) / 200, 1.0) * max(1.0 - done, 0.01)
            batch = collate([items[k] for k in group], len(scheme.tags), len(scheme.relations))
            loss = loss_of(model, batch, options.drop, options)
            adam.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(trained, 2.0)
            adam.step()
            step += 1
            keep = min(0.999, (step + 1) / (step + 10))
            with torch.no_grad():
                for ours, theirs in zip(average.parameters(), model.parameters()):
                    if theirs.requires_grad:
                        ours.lerp_(theirs, 1 - keep)
            total += loss.item()
            words += int(batch["mask"].sum())
            if step % 200 == 0:
                print(f"  step {step} of {steps}, done {done:.3f}, {words / (time.time() - began):.0f} words/s", flush=True)
        epoch += 1
        torch.save(average.state_dict(), options.out)
        print(f"epoch {epoch}: {len(items)} sentences, {labelled} silver, loss {total / max(len(groups), 1):.3f}, {time.time() - start:.0f} s")
        for name, text in dev.items():
            print(f"  {name} dev:", evaluate(average, scheme, text), flush=True)
    final = quantised(average)
    torch.save(average.state_dict(), options.out)
    save(average, hashes, options.out.with_suffix(".network"))
    for name, text in dev.items():
        print(f"{name} dev after {step} steps, eight bits:", evaluate(final, scheme, text), flush=True)


if __name__ == "__main__":
    main()
