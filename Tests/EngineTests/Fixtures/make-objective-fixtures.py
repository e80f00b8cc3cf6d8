#!/usr/bin/env python3
"""Records PyTorch's losses and gradients of every objective, for the tests of SiamNetworks: writes objectives.safetensors.

    make-objective-fixtures.py

Needs torch, numpy and safetensors; takes seconds. Features come from siam's generator (seeded.py), everything is in
double precision, and each formula is written out, pair by pair, from the embeddings and not from their distances.
"""
import itertools, math, pathlib
import numpy as np, torch
from safetensors.numpy import save_file
from seeded import SeededGenerator, WEIGHTS

CLASSES, IMAGES, DIMENSION, SEED, EPSILON = 4, 4, 6, 2033, 1e-6
COUNT = CLASSES * IMAGES
torch.set_num_threads(1)
LABEL = [place // IMAGES for place in range(COUNT)]
POSITIVES = [[b for b in range(COUNT) if b != a and LABEL[a] == LABEL[b]] for a in range(COUNT)]
NEGATIVES = [[b for b in range(COUNT) if LABEL[a] != LABEL[b]] for a in range(COUNT)]


def features():
    generator = SeededGenerator(SEED, WEIGHTS, 4)
    centres = generator.array([CLASSES, DIMENSION], 1)
    return torch.tensor(centres.repeat(IMAGES, 0) + generator.array([COUNT, DIMENSION], 0.7)).double()


def squared(e, a, b):
    return (e[a] - e[b]).square().sum()


def plain(e, a, b):
    return (squared(e, a, b) + EPSILON).sqrt()


def mined(e, miner):
    """Triplets as their papers choose them; by squared distances, of which the plain ones are a growing function."""
    d = [[float(squared(e, a, b)) for b in range(COUNT)] for a in range(COUNT)]
    for a in range(COUNT):
        if miner == "batch-hard":
            yield a, max(POSITIVES[a], key=lambda b: d[a][b]), min(NEGATIVES[a], key=lambda b: d[a][b])
            continue
        for p in POSITIVES[a]:
            if miner == "batch-all":
                yield from ((a, p, n) for n in NEGATIVES[a])
            else:
                farther = [n for n in NEGATIVES[a] if d[a][n] > d[a][p]]
                yield a, p, min(farther, key=lambda n: d[a][n]) if farther else max(NEGATIVES[a], key=lambda n: d[a][n])


def triplet(e, miner, kind, loss, margin, active_only):
    """The mean over all mined triplets, and what the gradient is of."""
    distance = squared if kind == "squared" else plain
    costs = torch.stack([distance(e, a, p) + margin - distance(e, a, n) for a, p, n in mined(e.detach(), miner)])
    losses = costs.clamp_min(0) if loss == "hinge" else (1 + costs.exp()).log()
    return losses.mean(), losses.sum() / ((losses > 0).sum() if active_only else len(losses))


def contrastive(e, margin, active_only):
    """Hadsell et al. 2006, eq. 4: half of the weight on pairs of one class, half on pairs of two."""
    pairs = list(itertools.combinations(range(COUNT), 2))
    same = torch.stack([squared(e, a, b) / 2 for a, b in pairs if LABEL[a] == LABEL[b]])
    other = torch.stack([(margin - plain(e, a, b)).clamp_min(0).square() / 2 for a, b in pairs if LABEL[a] != LABEL[b]])
    return (same.mean() + other.mean()) / 2, (same.mean() + other.sum() / ((other > 0).sum() if active_only else len(other))) / 2


def prototypical(e, temperature):
    """Snell et al. 2017, eq. 2: the first half of a class is its support."""
    shots, losses = IMAGES // 2, []
    means = [e[c * IMAGES:c * IMAGES + shots].mean(0) for c in range(CLASSES)]
    for query in range(COUNT):
        if query % IMAGES < shots: continue
        logits = torch.stack([-(e[query] - mean).square().sum() / temperature for mean in means])
        losses.append(-(logits[LABEL[query]].exp() / logits.exp().sum()).log())
    return torch.stack(losses).mean()


def multi_similarity(e, alpha=2, beta=50, lam=0.5, epsilon=0.1):
    """Wang et al. 2019: mining, then both sums; the cosine is a product of unit vectors."""
    loss = 0
    for a in range(COUNT):
        least, most = min(float((e[a] @ e[p]).detach()) for p in POSITIVES[a]), max(float((e[a] @ e[n]).detach()) for n in NEGATIVES[a])
        near = [p for p in POSITIVES[a] if float((e[a] @ e[p]).detach()) < most + epsilon]
        far = [n for n in NEGATIVES[a] if float((e[a] @ e[n]).detach()) > least - epsilon]
        loss = loss + (1 + sum((-alpha * (e[a] @ e[p] - lam)).exp() for p in near) + 0 * e.sum()).log() / alpha
        loss = loss + (1 + sum((beta * (e[a] @ e[n] - lam)).exp() for n in far) + 0 * e.sum()).log() / beta
    return loss / COUNT


def nt_xent(e, temperature):
    """Chen et al. 2020, eq. 1, over all positives."""
    losses = []
    for a in range(COUNT):
        total = sum((e[a] @ e[k] / temperature).exp() for k in range(COUNT) if k != a)
        losses += [-((e[a] @ e[p] / temperature).exp() / total).log() for p in POSITIVES[a]]
    return torch.stack(losses).mean()


def distance_weights(e):
    """Wu et al. 2017: what each negative is drawn with, a row an anchor; 0 where it is not one."""
    n, rows = DIMENSION, torch.zeros(COUNT, COUNT, dtype=torch.float64)
    for a in range(COUNT):
        for b in NEGATIVES[a]:
            d = max(float(squared(e, a, b)) ** 0.5, 0.5)
            if d < 1.4: rows[a, b] = 1 / (d ** (n - 2) * (1 - d * d / 4) ** ((n - 3) / 2))
    return rows / rows.sum(1, keepdim=True)


def main():
    out = {}

    def record(name, function):
        x = features().requires_grad_()
        e = x / x.norm(dim=1, keepdim=True)
        loss = function(e)
        loss, reduced = loss if isinstance(loss, tuple) else (loss, loss)
        reduced.backward()
        out[f"{name}.loss"], out[f"{name}.gradient"] = loss, x.grad

    for miner, kind, loss in itertools.product(["semi-hard", "batch-hard", "batch-all"], ["squared", "euclidean"], ["hinge", "soft-margin"]):
        for reduction in ["all", "active"]:
            record(f"triplet.{miner}.{kind}.{loss}.{reduction}", lambda e: triplet(e, miner, kind, loss, 0.2, reduction == "active"))
    for reduction in ["all", "active"]:
        record(f"contrastive.{reduction}", lambda e: contrastive(e, 1.0, reduction == "active"))
    record("prototypical", lambda e: prototypical(e, 0.3))
    record("multi-similarity", multi_similarity)
    record("nt-xent", lambda e: nt_xent(e, 0.2))
    x = features()
    out["distance-weights"] = distance_weights(x / x.norm(dim=1, keepdim=True))
    path = pathlib.Path(__file__).parent / "objectives.safetensors"
    save_file({k: np.ascontiguousarray(v.detach().to(torch.float32).numpy()) for k, v in out.items()}, path,
              {"torch": torch.__version__.split("+")[0]})
    print(path.name, path.stat().st_size, "bytes;", *(f"{k} {v:.4f}" for k, v in out.items() if k.endswith("loss")), sep="\n")
    print("weights", out["distance-weights"][0].numpy().round(4), (out["distance-weights"] > 0).sum().item())


if __name__ == "__main__":
    main()
