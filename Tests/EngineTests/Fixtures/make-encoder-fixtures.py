#!/usr/bin/env python3
"""Records what PyTorch computes with small encoders like resnet12, koch and conv4 in colour, for RecordedEncoderTests.

    make-encoder-fixtures.py

As make-fixtures.py: inputs and weights are drawn from siam's generator on both sides, and PyTorch computes in double
precision. The numbers of parameters of the real networks are printed; the tests hold them.
"""
import pathlib
import numpy as np, torch, torch.nn as nn, torch.nn.functional as F
from safetensors.numpy import save_file
from seeded import SeededGenerator, WEIGHTS, SAMPLING

HERE = pathlib.Path(__file__).parent
SEED = 2033
torch.set_num_threads(1)


def normalized(inputs, outputs, kernel):
    return nn.ModuleDict(dict(convolution=nn.Conv2d(inputs, outputs, kernel, padding=kernel // 2, bias=False),
                              normalization=nn.BatchNorm2d(outputs)))


def through(block, x):
    return block["normalization"](block["convolution"](x))


class ResNet12(nn.Module):
    """MetaOptNet's, without DropBlock, under siam's names."""

    def __init__(self, channels, widths):
        super().__init__()
        self.blocks = nn.ModuleList()
        for width in widths:
            self.blocks.append(nn.ModuleDict(dict(
                body=nn.ModuleList([normalized(channels if i == 0 else width, width, 3) for i in range(3)]),
                shortcut=nn.ModuleList([normalized(channels, width, 1)]))))
            channels = width

    def forward(self, x):
        for block in self.blocks:
            first, second, third = block["body"]
            y = F.leaky_relu(through(first, x), 0.1)
            y = F.leaky_relu(through(second, y), 0.1)
            y = through(third, y) + through(block["shortcut"][0], x)
            x = F.max_pool2d(F.leaky_relu(y, 0.1), 2)
        return x.mean((2, 3))


class Conv4(nn.Module):
    """Of other widths and depth."""

    def __init__(self, channels, widths):
        super().__init__()
        self.blocks = nn.ModuleList(
            normalized(inputs, outputs, 3) for inputs, outputs in zip([channels] + widths, widths))

    def forward(self, x):
        for block in self.blocks: x = F.max_pool2d(F.relu(through(block, x)), 2)
        return x.flatten(1)


class Koch(nn.Module):
    """Koch et al. 2015, figure 4, with other sizes."""

    def __init__(self, channels, widths, kernels, flat, outputs):
        super().__init__()
        self.blocks = nn.ModuleList()
        for width, kernel in zip(widths, kernels):
            self.blocks.append(nn.ModuleDict(dict(convolution=nn.Conv2d(channels, width, kernel))))
            channels = width
        self.blocks.append(nn.ModuleDict(dict(linear=nn.Linear(flat, outputs))))

    def forward(self, x):
        *convolutions, last = self.blocks
        for index, block in enumerate(convolutions):
            x = F.relu(block["convolution"](x))
            if index + 1 < len(convolutions): x = F.max_pool2d(x, 2)
        return torch.sigmoid(last["linear"](x.flatten(1)))


def draw(net):
    """Parameters in their order: scales of both signs, shifts that are not zero, all else within 1 over the root of its
    inputs, a bias as its weights."""
    generator = SeededGenerator(SEED, WEIGHTS)
    bound = np.float32(0)
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            if name.endswith("normalization.weight"):
                values = generator.array(parameter.shape, 0.5) + np.float32(1)
                values[::5] *= -1
            elif name.endswith("normalization.bias"):
                values = generator.array(parameter.shape, 0.3)
            else:
                if parameter.ndim > 1: bound = np.float32(1) / np.sqrt(np.float32(parameter[0].numel()))
                values = generator.array(parameter.shape, bound)
            parameter.copy_(torch.tensor(values))


def record(make, shape):
    out = {}
    for dtype in [torch.float64, torch.float32]:
        net = make().to(torch.float32)
        draw(net)
        net = net.to(dtype)
        generator = SeededGenerator(SEED, SAMPLING)
        images = torch.tensor(generator.array(shape, 1)).to(dtype)
        features = net(images)
        weighting = torch.tensor(generator.array(features.shape, 1)).to(dtype)
        (features * weighting).sum().backward()
        found = {"features": features.detach()}
        for name, parameter in net.named_parameters():
            # Every seventh number of the large ones keeps the files small; 7 divides neither taps nor channels.
            found[f"gradient.{name}"] = parameter.grad.flatten()[:: 7 if parameter.numel() > 500 else 1]
        for name, buffer in net.named_buffers():
            if "running" in name: found[name] = buffer.clone()
        net.eval()
        found["inference"] = net(images).detach()
        if dtype == torch.float64:
            out = found
        else:
            for key, value in out.items():
                typical = value.square().mean().sqrt()
                worst = ((found[key].double() - value).abs() / torch.maximum(value.abs(), typical)).max()
                if worst > 1e-5: print(f"{key}: single precision differs by {worst:.1e}")
    return out


def main():
    for name, make, shape in [
        ("resnet12-like", lambda: ResNet12(2, [6, 9, 17]), [3, 2, 19, 16]),
        ("conv4-rgb", lambda: Conv4(3, [16, 9]), [5, 3, 19, 16]),
        ("koch-like", lambda: Koch(1, [6, 9, 8], [6, 4, 3], 32, 21), [4, 1, 29, 29]),
    ]:
        path = HERE / f"{name}.safetensors"
        save_file({k: np.ascontiguousarray(v.to(torch.float32).numpy()) for k, v in record(make, shape).items()}, path,
                  {"torch": torch.__version__.split("+")[0]})
        print(path.name, path.stat().st_size, "bytes")
    for name, net in [("resnet12", ResNet12(3, [64, 160, 320, 640])), ("resnet12, grey", ResNet12(1, [64, 160, 320, 640])),
                      ("koch", Koch(1, [64, 128, 128, 256], [10, 7, 4, 4], 9216, 4096))]:
        print(name, sum(p.numel() for p in net.parameters()), "parameters")


if __name__ == "__main__":
    main()
