"""The encoder of the accurate model: the first layers of MiniLM, with one position for each word.

A word is the mean of its wordpieces, so that a sentence has no more positions than words; what the small network
sees of the word is added. Its parts are as `src/nlp/neural/encoder.rs` has them.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import nn

# As the registry's package has it: MiniLM, 384 wide, with 12 attention heads (Wang et al. 2020).
WIDE, HEADS, INNER = 384, 12, 1536
# Pieces of a word, and the piece before each sentence, as `src/nlp/neural/pieces.rs` has them.
MOST, START = 6, 101
# Words that attend to each other, when the program reads.
WINDOW = 256
# What goes into a layer lies between these.
CLIP = 16.0


def gelu(x):
    """GELU with the error function as a square (Kim et al. 2021, I-BERT): no exponentials."""
    y = x * 0.70710678
    z = y.abs().clamp(max=1.769) - 1.769
    return x * 0.5 * (1.0 + torch.sign(y) * (1.0 - 0.2888 * z * z))


class Layer(nn.Module):
    """Attention and a layer of neurons, normed after each."""

    def __init__(self):
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDE, 3 * WIDE), nn.Linear(WIDE, WIDE)
        self.up, self.down = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.norm1, self.norm2 = nn.LayerNorm(WIDE, 1e-6), nn.LayerNorm(WIDE, 1e-6)

    def forward(self, x, bias, drop):
        batch, n, _ = x.shape
        q, k, v = self.qkv(x).view(batch, n, 3, HEADS, -1).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        a = self.out(a.transpose(1, 2).reshape(batch, n, WIDE).clamp(-CLIP, CLIP))
        x = self.norm1(x + F.dropout(a, drop, self.training)).clamp(-CLIP, CLIP)
        y = self.down(gelu(self.up(x)).clamp(max=CLIP))
        return self.norm2(x + F.dropout(y, drop, self.training)).clamp(-CLIP, CLIP)

    def take(self, weights, number: int):
        """Takes the weights of a layer of MiniLM."""
        at = f"encoder.layer.{number}."
        parts = {"out": "attention.output.dense", "norm1": "attention.output.LayerNorm"}
        parts |= {"up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm"}
        for ours, theirs in parts.items():
            getattr(self, ours).load_state_dict({k: weights[f"{at}{theirs}.{k}"] for k in ("weight", "bias")})
        three = [f"{at}attention.self.{part}." for part in ("query", "key", "value")]
        self.qkv.load_state_dict({k: torch.cat([weights[part + k] for part in three]) for k in ("weight", "bias")})


class Encoder(nn.Module):
    """From pieces and features of words to a vector for each word."""

    def __init__(self, weights, layers: int, features: int, width: int):
        super().__init__()
        pieces = weights["embeddings.word_embeddings.weight"].clone()
        pieces[0] = 0.0
        self.pieces = nn.Embedding.from_pretrained(pieces)
        # All words are of the first of the two types that MiniLM knows.
        positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
        self.positions = nn.Embedding.from_pretrained(positions)
        self.input = nn.Linear(features, WIDE)
        nn.init.zeros_(self.input.weight), nn.init.zeros_(self.input.bias)
        self.norm = nn.LayerNorm(WIDE, 1e-6)
        self.norm.load_state_dict({k: weights[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        for number, layer in enumerate(self.layers):
            layer.take(weights, number)
        self.mix = nn.Parameter(torch.zeros(layers + 1))
        self.output = nn.Linear(WIDE, width)
        nn.init.normal_(self.output.weight, std=0.02), nn.init.zeros_(self.output.bias)

    def forward(self, pieces, features, mask, drop):
        batch, n, _ = pieces.shape
        count = (pieces > 0).sum(2, keepdim=True).clamp(min=1)
        x = self.pieces(pieces).sum(2) / count + self.input(features)
        start = self.pieces(torch.tensor(START)).expand(batch, 1, -1)
        x = torch.cat([start, x], 1) + self.positions(torch.arange(n + 1).clamp(max=len(self.positions.weight) - 1))
        x = self.norm(x).clamp(-CLIP, CLIP)
        bias = torch.zeros(batch, 1, 1, n + 1).masked_fill(~F.pad(mask > 0, (1, 0), value=True)[:, None, None], -1e9)
        weights = torch.softmax(self.mix, 0)
        mixed = weights[0] * x
        for layer, weight in zip(self.layers, weights[1:]):
            x = layer(F.dropout(x, drop, self.training) if layer is self.layers[0] else x, bias, drop)
            mixed = mixed + weight * x
        return self.output(F.dropout(mixed[:, 1:], drop, self.training))


def pretrained(folder: Path, layers: int, features: int, width: int) -> Encoder:
    """The encoder of the registry's package."""
    return Encoder(load_file(folder / "model.safetensors"), layers, features, width)


def read_pieces(path: Path):
    """Pieces of words, a row each, filled up with zeros."""
    return np.fromfile(path, "<u2").reshape(-1, MOST).astype(np.int16)
