#!/usr/bin/env python3
"""Records what PyTorch computes, for the tests of SiamNetworks: run it here, and it writes the .safetensors beside itself.

    make-fixtures.py

Needs torch, numpy and safetensors; takes seconds. Inputs and weights are not stored: both sides draw them from siam's
generator (seeded.py). PyTorch computes in double precision, so that all rounding is siam's; how far its own single
precision is from that is printed, as a yardstick for the tests' tolerances.
"""
import math, pathlib
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from safetensors.numpy import save_file
from seeded import SeededGenerator, WEIGHTS, SAMPLING, AUGMENTATION, MINING

HERE = pathlib.Path(__file__).parent
CLASSES, IMAGES, SEED, TRAINING_SEED = 4, 3, 2033, 149
torch.set_num_threads(1)


def images(step, contrast, size, seed=SEED):
    """Patterns of 4 x 4 blocks, one a class, under noise that differs from image to image and step to step."""
    generator = SeededGenerator(seed, SAMPLING)
    noise = SeededGenerator(seed, AUGMENTATION, step)
    out = np.zeros((CLASSES * IMAGES, 1, size, size), np.float32)
    for c in range(CLASSES):
        blocks = np.array([generator.uniform() > np.float32(0.6) for _ in range((size // 4) ** 2)], np.float32)
        pattern = np.kron(blocks.reshape(size // 4, size // 4), np.ones((4, 4), np.float32))
        for k in range(IMAGES):
            speckle = np.array([noise.uniform() for _ in range(size * size)], np.float32).reshape(size, size)
            out[c * IMAGES + k, 0] = np.float32(contrast) * pattern + speckle
    return torch.tensor(out)


class Conv4(nn.Module):
    """The encoder under siam's names, its scales of both signs and its shifts not zero."""

    def __init__(self, width, seed=SEED):
        super().__init__()
        generator, inputs = SeededGenerator(seed, WEIGHTS), 1
        self.blocks = nn.ModuleList()
        for outputs in [width] * 4:
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
        self.narrowest = math.inf
        for block in self.blocks:
            x = block["normalization"](block["convolution"](x))
            best = F.unfold(x.detach().reshape(-1, 1, *x.shape[2:]), 2, stride=2).topk(2, 1).values
            gaps = torch.where(best[:, 0] > 0, best[:, 0] - best[:, 1].clamp_min(0), -best[:, 0])
            self.narrowest = min(self.narrowest, gaps.min().item())
            x = F.max_pool2d(F.relu(x), 2)
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


MINERS = [("semi-hard", semi_hard), ("batch-hard", batch_hard)]


def conv4(dtype):
    """The real conv4: features, loss, gradients and statistics of one pass."""
    out = {}
    for name, objective in MINERS:
        net = Conv4(64).to(dtype)
        features = net(images(0, 1, 28).to(dtype))
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
        for buffer, value in net.named_buffers():
            if "running" in buffer: out[buffer] = value
    if dtype == torch.float64: print(f"conv4: the nearest tie is {net.narrowest:.1e} wide, {(costs > 0).sum()} of {len(costs)} active")
    return out


def training(dtype, seed=TRAINING_SEED, quiet=False):
    """Ten steps of a narrow conv4.

    Where the largest of four values, or the nearest of several negatives, is so by less than rounding, single precision
    may take another; the gradient jumps, and Adam, whose first steps go by its sign, takes the runs apart by per cents.
    So the network is small, and its seed the one of 400 whose nearest tie is widest (`quiet` returns that width).
    """
    out, narrowest = {}, math.inf
    for name, objective in MINERS:
        net = Conv4(8, seed).to(dtype)
        optimizer = torch.optim.Adam(net.parameters(), 1e-3)
        losses, norms = [], []
        for step in range(10):
            optimizer.zero_grad()
            features = net(images(step, 0.5, 16, seed).to(dtype))
            loss, costs = objective(features, LABELS, 0.5)
            narrowest = min(narrowest, net.narrowest, costs.detach().abs().min().item())
            d = torch.cdist(F.normalize(features.detach()), F.normalize(features.detach())).square()
            rows = d.masked_fill(torch.eye(len(d), dtype=torch.bool), 9).sort(1).values
            narrowest = min(narrowest, (rows[:, 1:-1] - rows[:, :-2]).min().item())
            loss.backward()
            losses.append(loss.detach())
            norms.append(torch.cat([p.grad.flatten() for p in net.parameters()]).norm())
            optimizer.step()
        out[f"{name}.losses"], out[f"{name}.norms"] = torch.stack(losses), torch.stack(norms)
        for buffer, value in net.named_buffers():
            if "running" in buffer: out[f"{name}.{buffer}"] = value
        for parameter, value in net.named_parameters():
            out[f"{name}.{parameter}"] = value
        net.eval()
        out[f"{name}.inference"] = net(images(10, 0.5, 16, seed).to(dtype))
    if dtype == torch.float64 and not quiet:
        print(f"training: the nearest tie is {narrowest:.1e} wide, losses", *(out[f"{n}.losses"].numpy().round(3) for n, _ in MINERS))
    return narrowest if quiet else out


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
    for function in [conv4, training, pair, distances, adam]:
        exact, single = function(torch.float64), function(torch.float32)
        for key, value in exact.items():
            typical = value.double().square().mean().sqrt()
            worst = ((single[key].double() - value.double()).abs() / torch.maximum(value.double().abs(), typical)).max()
            if worst > 1e-5: print(f"{function.__name__} {key}: single precision differs by {worst:.1e}")
        path = HERE / f"{function.__name__}.safetensors"
        save_file({k: np.ascontiguousarray(v.detach().to(torch.float32).numpy()) for k, v in exact.items()}, path,
                  {"torch": torch.__version__.split("+")[0]})
        print(path.name, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
