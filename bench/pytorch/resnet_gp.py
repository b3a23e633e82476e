"""One step of a WGAN-GP critic at 32 x 32 x 3 in PyTorch: the twin of bench/cases/resnet-gp.ts.

Source of the network: Gulrajani et al. 2017, appendix C, the residual critic for CIFAR-10 (arXiv:1704.00028), here with 32
channels; no normalisation, pooling by means. The fakes are given, so that the step is the critic's alone.
"""
import torch
from torch import nn
from torch.nn import functional as F

from timing import read_options, report

CH, BATCH, LAMBDA = 32, 16, 10.0

options = read_options(__doc__)


class First(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(3, CH, 3, padding=1)
        self.conv2 = nn.Conv2d(CH, CH, 3, padding=1)
        self.shortcut = nn.Conv2d(3, CH, 1)

    def forward(self, x):
        h = F.avg_pool2d(self.conv2(F.relu(self.conv1(x))), 2)
        return h + self.shortcut(F.avg_pool2d(x, 2))


class Block(nn.Module):
    def __init__(self, down):
        super().__init__()
        self.down = down
        self.conv1 = nn.Conv2d(CH, CH, 3, padding=1)
        self.conv2 = nn.Conv2d(CH, CH, 3, padding=1)
        if down:
            self.shortcut = nn.Conv2d(CH, CH, 1)

    def forward(self, x):
        h = self.conv2(F.relu(self.conv1(F.relu(x))))
        if not self.down:
            return x + h
        return F.avg_pool2d(h, 2) + F.avg_pool2d(self.shortcut(x), 2)


class Critic(nn.Module):
    def __init__(self):
        super().__init__()
        self.blocks = nn.Sequential(First(), Block(True), Block(False), Block(False))
        self.dense = nn.Linear(CH, 1)

    def forward(self, x):
        return self.dense(F.relu(self.blocks(x)).mean((2, 3)))


d = Critic()
adam = torch.optim.Adam(d.parameters(), 2e-4, (0.0, 0.9))
x_real = torch.rand(BATCH, 3, 32, 32) * 2 - 1
x_fake = torch.rand(BATCH, 3, 32, 32) * 2 - 1


def step():
    adam.zero_grad()
    mix = torch.rand(BATCH, 1, 1, 1)
    between = (x_real + mix * (x_fake - x_real)).requires_grad_()
    (slope,) = torch.autograd.grad(d(between).sum(), between, create_graph=True)
    norms = (slope.flatten(1).square().sum(1) + 1e-12).sqrt()
    loss = d(x_fake).mean() - d(x_real).mean() + LAMBDA * (norms - 1).square().mean()
    loss.backward()
    adam.step()


report(options, step, BATCH)
