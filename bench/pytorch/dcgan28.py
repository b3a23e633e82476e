"""One DCGAN step (D, then G) at 28 x 28 x 1 in PyTorch: the twin of bench/cases/dcgan28.ts.

G: dense to 7 x 7 x 2ch, BN, ReLU; transposed convolution 4 to ch, BN, ReLU; transposed convolution 4 to 1, tanh.
D: convolution 4 to ch, leaky ReLU; convolution 4 to 2ch, leaky ReLU; dense to 1. All strides are 2. Non-saturating loss.
"""
import torch
from torch import nn
from torch.nn import functional as F

from timing import read_options, report

CH, BATCH, Z_DIM = 32, 32, 64

options = read_options(__doc__)


class Generator(nn.Module):
    def __init__(self):
        super().__init__()
        self.dense = nn.Linear(Z_DIM, 7 * 7 * 2 * CH, bias=False)
        self.norm0 = nn.BatchNorm2d(2 * CH)
        self.up1 = nn.ConvTranspose2d(2 * CH, CH, 4, 2, 1, bias=False)
        self.norm1 = nn.BatchNorm2d(CH)
        self.up2 = nn.ConvTranspose2d(CH, 1, 4, 2, 1)

    def forward(self, z):
        h = F.relu(self.norm0(self.dense(z).view(-1, 2 * CH, 7, 7)))
        return torch.tanh(self.up2(F.relu(self.norm1(self.up1(h)))))


class Discriminator(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, CH, 4, 2, 1)
        self.conv2 = nn.Conv2d(CH, 2 * CH, 4, 2, 1)
        self.dense = nn.Linear(7 * 7 * 2 * CH, 1)

    def forward(self, x):
        h = F.leaky_relu(self.conv2(F.leaky_relu(self.conv1(x), 0.2)), 0.2)
        return self.dense(h.flatten(1))


g, d = Generator(), Discriminator()
adam_g = torch.optim.Adam(g.parameters(), 2e-4, (0.5, 0.999))
adam_d = torch.optim.Adam(d.parameters(), 2e-4, (0.5, 0.999))
x_real = torch.rand(BATCH, 1, 28, 28) * 2 - 1


def step():
    adam_d.zero_grad()
    x_fake = g(torch.randn(BATCH, Z_DIM)).detach()
    (F.softplus(-d(x_real)).mean() + F.softplus(d(x_fake)).mean()).backward()
    adam_d.step()
    adam_g.zero_grad()
    F.softplus(-d(g(torch.randn(BATCH, Z_DIM)))).mean().backward()
    adam_g.step()


report(options, step, BATCH)
