#!/usr/bin/env python3
"""Records what PyTorch computes, for the tests of SiamNetworks: run it here, and it writes the .safetensors beside itself.

    make-fixtures.py

Needs torch, numpy and safetensors; takes seconds. Inputs and weights are not stored: both sides draw them from siam's
generator (seeded.py). PyTorch computes in double precision, so that all rounding is siam's; how far its own single
precision is from that is printed, as a yardstick for the tests' tolerances.
"""
import pathlib
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from safetensors.numpy import save_file
from seeded import SeededGenerator, WEIGHTS, SAMPLING, AUGMENTATION, MINING

HERE = pathlib.Path(__file__).parent
CLASSES, IMAGES, SIZE, WIDTHS, SEED = 4, 3, 28, [64] * 4, 2033
torch.set_num_threads(1)


def images(step, contrast):
    """Blocky patterns of 7 x 7, one a class, under noise that differs from image to image and step to step."""
    generator = SeededGenerator(SEED, SAMPLING)
    noise = SeededGenerator(SEED, AUGMENTATION, step)
    out = np.zeros((CLASSES * IMAGES, 1, SIZE, SIZE), np.float32)
    for c in range(CLASSES):
        pattern = np.array([generator.uniform() > np.float32(0.6) for _ in range(49)], np.float32).reshape(7, 7)
        for k in range(IMAGES):
            speckle = np.array([noise.uniform() for _ in range(SIZE * SIZE)], np.float32).reshape(SIZE, SIZE)
            out[c * IMAGES + k, 0] = np.float32(contrast) * np.kron(pattern, np.ones((4, 4), np.float32)) + speckle
    return torch.tensor(out)


class Conv4(nn.Module):
    """The encoder under siam's names, its scales of both signs and its shifts not zero."""

    def __init__(self):
        super().__init__()
        generator, inputs = SeededGenerator(SEED, WEIGHTS), 1
        self.blocks = nn.ModuleList()
        for outputs in WIDTHS:
            block = nn.ModuleDict(dict(convolution=nn.Conv2d(inputs, outputs, 3, padding=1, bias=False),
                                       normalization=nn.BatchNorm2d(outputs)))
            bound = np.float32(1) / np.sqrt(np.float32(inputs * 9))
            scale = generator.array([outputs, inputs, 3, 3], bound), generator.array([outputs], 0.5) + np.float32(1)
            scale[1][::5] *= -1
            shift = generator.array([outputs], 0.3)
            with torch.no_grad():
                block["convolution"].weight.copy_(torch.tensor(scale[0]))
                block["normalization"].weight.copy_(torch.tensor(scale[1]))
                block["normalization"].bias.copy_(torch.tensor(shift))
            self.blocks.append(block)
            inputs = outputs

    def forward(self, x):
        for block in self.blocks:
            x = F.max_pool2d(F.relu(block["normalization"](block["convolution"](x))), 2)
        return x.flatten(1)


LABELS = torch.arange(CLASSES).repeat_interleave(IMAGES)


def semi_hard(e, y, margin):
    """As peers/torch_recipe.py has it."""
    e = F.normalize(e); d = (2-2*e @ e.t()).clamp_min(0); same = y[:, None] == y[None]
    p = (same & ~torch.eye(len(y), dtype=torch.bool)).nonzero(); dp = d[p[:, 0], p[:, 1]]; row = d[p[:, 0]]; neg = ~same[p[:, 0]]
    farther = row.masked_fill(~neg | (row <= dp[:, None]), 9).amin(1); farthest = row.masked_fill(~neg, -1).amax(1)
    loss = F.relu(dp - torch.where(farther < 9, farther, farthest) + margin); return loss.sum()/(loss > 0).sum().clamp_min(1), loss


def batch_hard(e, y, margin):
    e = F.normalize(e); d = (2-2*e @ e.t()).clamp_min(0); same = y[:, None] == y[None]; rows = torch.arange(len(y))
    farthest = d.masked_fill(~same | torch.eye(len(y), dtype=torch.bool), -1).argmax(1); nearest = d.masked_fill(same, 9).argmin(1)
    loss = F.relu(d[rows, farthest] - d[rows, nearest] + margin); return loss.mean(), loss


def conv4(dtype):
    out = {}
    for name, objective in [("semi-hard", semi_hard), ("batch-hard", batch_hard)]:
        net = Conv4().to(dtype)
        features = net(images(0, 1).to(dtype))
        loss, costs = objective(features, LABELS, 0.05)
        loss.backward()
        out["features"] = features
        out[f"{name}.loss"] = loss
        out[f"{name}.mean"] = costs.mean()
        out[f"{name}.active"] = (costs > 0).sum()
        for parameter, value in net.named_parameters():
            # Every seventh number: 7 divides neither the 9 taps nor the 64 channels, so all of both are met.
            out[f"{name}.gradient.{parameter}"] = value.grad.flatten()[::7]
            out[f"{name}.norm.{parameter}"] = value.grad.norm()
    # Seed, contrast and margin are such that no two negatives are nearly as near: which of them a miner takes would be
    # for rounding to say, and the runs would part.
    for name, objective in [("semi-hard", semi_hard), ("batch-hard", batch_hard)]:
        net = Conv4().to(dtype)
        optimizer = torch.optim.Adam(net.parameters(), 1e-3)
        losses, norms = [], []
        for step in range(10):
            optimizer.zero_grad()
            loss, _ = objective(net(images(step, 0.3).to(dtype)), LABELS, 0.5)
            loss.backward()
            losses.append(loss.detach())
            norms.append(torch.cat([p.grad.flatten() for p in net.parameters()]).norm())
            optimizer.step()
        out[f"{name}.losses"], out[f"{name}.norms"] = torch.stack(losses), torch.stack(norms)
        for buffer, value in net.named_buffers():
            if "running" in buffer: out[f"{name}.after.{buffer}"] = value
        for parameter, value in net.named_parameters():
            out[f"{name}.after.{parameter}"] = value.flatten()[::7]
        net.eval()
        out[f"{name}.inference"] = net(images(10, 0.3).to(dtype))
    return out


def pair(dtype):
    generator, dimension, hidden = SeededGenerator(SEED, WEIGHTS, 1), 20, 64
    features = torch.tensor(generator.array([CLASSES * IMAGES, dimension], 2)).to(dtype).requires_grad_()
    first, second = nn.Linear(dimension, hidden), nn.Linear(hidden, 1)
    for layer, inputs in [(first, dimension), (second, hidden)]:
        bound = np.float32(1) / np.sqrt(np.float32(inputs))
        with torch.no_grad():
            layer.weight.copy_(torch.tensor(generator.array(layer.weight.shape, bound)))
            layer.bias.copy_(torch.tensor(generator.array(layer.bias.shape, bound)))
    first, second = first.to(dtype), second.to(dtype)
    places = range(CLASSES * IMAGES)
    pairs = [(a, b) for a in places for b in places if a < b and LABELS[a] == LABELS[b]]
    same = len(pairs)
    draw = SeededGenerator(SEED, MINING)
    for _ in range(same):
        a = draw.below(len(places))
        others = [b for b in places if LABELS[a] != LABELS[b]]
        pairs.append((a, others[draw.below(len(others))]))
    a, b = map(list, zip(*pairs))
    logits = second(F.relu(first((features[a] - features[b]).abs()))).squeeze(1)
    truth = torch.tensor([1.0] * same + [0.0] * same, dtype=dtype)
    loss = F.binary_cross_entropy_with_logits(logits, truth)
    loss.backward()
    return {"pairs": torch.tensor(pairs), "logits": logits, "loss": loss, "featureGradients": features.grad,
            "wrong": ((logits > 0) != (truth > 0)).sum(),
            "head.0.weight": first.weight.grad, "head.0.bias": first.bias.grad,
            "head.1.weight": second.weight.grad, "head.1.bias": second.bias.grad}


def distances(dtype):
    generator = SeededGenerator(SEED, WEIGHTS, 2)
    features = torch.tensor(generator.array([9, 13], 3)).to(dtype).requires_grad_()
    weighting = torch.tensor(generator.array([9, 9], 1)).to(dtype)
    embeddings = F.normalize(features)
    squared = (embeddings[:, None] - embeddings[None]).square().sum(2)
    (squared * weighting).sum().backward()
    return {"embeddings": embeddings, "distances": squared, "gradients": features.grad}


def adam(dtype):
    generator = SeededGenerator(SEED, WEIGHTS, 3)
    values = torch.tensor(generator.array([40], 1)).to(dtype).requires_grad_()
    optimizer = torch.optim.Adam([values], 1e-3)
    steps = []
    for step in range(8):
        values.grad = torch.tensor(generator.array([40], 10.0 ** (step % 4 - 3))).to(dtype)
        optimizer.param_groups[0]["lr"] = 1e-3 * (step + 1)
        optimizer.step()
        steps.append(values.detach().clone())
    return {"values": torch.stack(steps)}


def main():
    for function in [conv4, pair, distances, adam]:
        exact, single = function(torch.float64), function(torch.float32)
        for key, value in exact.items():
            typical = value.double().square().mean().sqrt()
            worst = ((single[key].double() - value.double()).abs() / torch.maximum(value.double().abs(), typical)).max()
            if worst > 1e-5: print(f"{function.__name__} {key}: single precision differs by {worst:.1e}")
        path = HERE / f"{function.__name__}.safetensors"
        save_file({k: np.ascontiguousarray(v.detach().to(torch.float32).numpy()) for k, v in exact.items()}, path,
                  {"torch": torch.__version__.split("+")[0]})
        print(path.name, path.stat().st_size, "bytes")
        if function is conv4: print(*(exact[f"{m}.losses"].tolist() for m in ["semi-hard", "batch-hard"]), *(exact[f"{m}.{k}"].item() for m in ["semi-hard", "batch-hard"] for k in ["loss", "mean", "active"]))


main()
