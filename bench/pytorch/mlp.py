"""One step (D, then G) of a GAN on points of the plane in PyTorch: the twin of bench/cases/mlp.ts.

G: 2 - 128 - 128 - 128 - 2 with ReLU; D: 2 - 128 - 128 - 128 - 1 with leaky ReLU. Batch 256. Non-saturating loss.
"""
import math

import torch
from torch import nn
from torch.nn import functional as F

from timing import read_options, report

WIDTH, LAYERS, BATCH, Z_DIM = 128, 3, 256, 2

options = read_options(__doc__)


def network(inputs, outputs, activation):
    sizes = [inputs] + LAYERS * [WIDTH]
    hidden = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), activation())]
    return nn.Sequential(*hidden, nn.Linear(WIDTH, outputs))


g = network(Z_DIM, 2, nn.ReLU)
d = network(2, 1, lambda: nn.LeakyReLU(0.2))
adam_g = torch.optim.Adam(g.parameters(), 1e-3, (0.5, 0.999))
adam_d = torch.optim.Adam(d.parameters(), 1e-3, (0.5, 0.999))
angles = 2 * math.pi * torch.randint(8, (BATCH, 1)) / 8
x_real = 2 * torch.cat([angles.cos(), angles.sin()], 1) + 0.02 * torch.randn(BATCH, 2)


def step():
    adam_d.zero_grad()
    x_fake = g(torch.randn(BATCH, Z_DIM)).detach()
    (F.softplus(-d(x_real)).mean() + F.softplus(d(x_fake)).mean()).backward()
    adam_d.step()
    adam_g.zero_grad()
    F.softplus(-d(g(torch.randn(BATCH, Z_DIM)))).mean().backward()
    adam_g.step()


report(options, step, BATCH)
