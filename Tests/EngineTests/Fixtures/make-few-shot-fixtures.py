#!/usr/bin/env python3
"""Records what PyTorch and NumPy compute, for the tests of SiamFewShot: it writes the .safetensors beside itself.

    make-few-shot-fixtures.py

Needs torch, numpy and safetensors; takes seconds. Everything is computed in double precision from the stored floats.

classifiers.safetensors: one episode of uneven shots, and the scores that each classifier gives it.
verification.safetensors: scores and labels of pairs, and what is read off their ROC, each by its definition rather than
by walking along the curve.
"""
import pathlib
import numpy as np, torch, torch.nn.functional as F
from safetensors.numpy import save_file

HERE = pathlib.Path(__file__).parent
torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

# Rows 0-2 are class 0, row 3 class 1, rows 4-5 class 2; rows 6-17 are queries.
SUPPORT = [[0, 1, 2], [3], [4, 5]]
QUERIES = list(range(6, 18))


def classifiers():
    random = np.random.default_rng(7)
    centres = random.normal(size=(3, 6))
    owners = [0, 0, 0, 1, 2, 2] + [0] * 4 + [1] * 4 + [2] * 4
    table = (centres[owners] + random.normal(size=(18, 6))).astype(np.float32)
    x = torch.tensor(table, dtype=torch.float64)
    queries = x[QUERIES]
    out = {"table": table}

    means = torch.stack([x[rows].mean(0) for rows in SUPPORT])
    out["nearest-mean"] = -((queries[:, None] - means[None]) ** 2).sum(-1)
    distances = ((queries[:, None] - x[None, :6]) ** 2).sum(-1)
    labels = np.array([label for label, rows in enumerate(SUPPORT) for _ in rows])
    out["nearest-neighbour"] = -torch.stack([distances[:, labels == c].min(1).values for c in range(3)], 1)

    votes = torch.zeros(len(QUERIES), 3)
    for q in range(len(QUERIES)):
        chosen = np.argsort(distances[q].numpy(), kind="stable")[:3]
        total = distances[q][chosen].sum()
        for c in range(3):
            mine = chosen[labels[chosen] == c]
            votes[q, c] = len(mine) - 0.5 * distances[q][mine].sum() / total
    out["k-nearest"] = votes

    attention = torch.softmax(F.cosine_similarity(queries[:, None], x[None, :6], dim=-1), 1)
    out["cosine-attention"] = torch.stack([attention[:, labels == c].sum(1) for c in range(3)], 1)

    layer = torch.nn.Linear(6, 3)
    torch.nn.init.zeros_(layer.weight), torch.nn.init.zeros_(layer.bias)
    rate = 2 / (1 + (x[:6] ** 2).sum(1).max().item())
    optimizer = torch.optim.SGD(layer.parameters(), lr=rate)
    losses = []
    for _ in range(100):
        optimizer.zero_grad()
        loss = F.cross_entropy(layer(x[:6]), torch.tensor(labels))
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses == sorted(losses, reverse=True)
    out["fine-tuning"] = layer(queries).detach()

    hidden = 64
    weights = {
        "head.0.weight": random.normal(size=(hidden, 6)) / 2, "head.0.bias": random.normal(size=hidden) / 2,
        "head.1.weight": random.normal(size=(1, hidden)) / 2, "head.1.bias": random.normal(size=1),
    }
    weights = {name: value.astype(np.float32) for name, value in weights.items()}
    w = {name: torch.tensor(value, dtype=torch.float64) for name, value in weights.items()}
    difference = (queries[:, None] - x[None, :6]).abs()
    logits = F.linear(
        F.relu(F.linear(difference, w["head.0.weight"], w["head.0.bias"])), w["head.1.weight"], w["head.1.bias"])[..., 0]
    out["pair-logits"] = logits
    out["pair-similarities"] = torch.stack([torch.sigmoid(logits[:, labels == c]).mean(1) for c in range(3)], 1)
    out = {name: np.ascontiguousarray(np.asarray(value), np.float32) for name, value in out.items()} | weights
    save_file(out, HERE / "classifiers.safetensors")


def midranks(values):
    order = np.argsort(values, kind="stable")
    ranks = np.empty(len(values))
    ranks[order] = np.arange(1, len(values) + 1)
    for value in np.unique(values):
        ranks[values == value] = ranks[values == value].mean()
    return ranks


def read_off(scores, same):
    s, n, p = scores.astype(np.float64), int((~same).sum()), int(same.sum())
    auc = (midranks(s)[same].sum() - p * (p + 1) / 2) / (p * n)
    thresholds = np.concatenate([[np.inf], np.unique(s)[::-1]])
    false_match = np.array([(s[~same] >= t).mean() for t in thresholds])
    false_non_match = np.array([(s[same] < t).mean() for t in thresholds])
    # Where the two rates cross, in the parameter that runs along the polyline.
    along = np.interp(0, false_match - false_non_match, np.arange(len(thresholds)))
    eer = np.interp(along, np.arange(len(thresholds)), false_match)
    at = [false_non_match[false_match <= limit].min() for limit in (0.01, 0.001)]
    middles = (thresholds[1:-1] + thresholds[2:]) / 2
    candidates = np.concatenate([[thresholds[1] + 1], middles, [thresholds[-1]]])
    accuracies = np.array([((s >= t) == same).mean() for t in candidates])
    best = int(np.argmax(accuracies))  # the first, so the highest threshold
    return [auc, eer, *at, candidates[best], accuracies[best], ((s >= 0.25) == same).mean()]


def verification():
    random = np.random.default_rng(11)
    out = {}
    for name, size, step in [("fine", 5000, None), ("tied", 600, 0.25), ("few", 40, None), ("coarse", 300, 1.0)]:
        same = random.random(size) < 0.4
        scores = random.normal(size=size) + 1.8 * same
        if step:
            scores = np.round(scores / step) * step
        scores = scores.astype(np.float32)
        out[f"{name}.scores"], out[f"{name}.same"] = scores, same.astype(np.float32)
        out[f"{name}.found"] = np.array(read_off(scores, same), np.float32)
        print(name, out[f"{name}.found"])
    save_file(out, HERE / "verification.safetensors")


classifiers()
verification()
