// What the catalog says about architectures and their own settings, in simplified Chinese, by the English sentence.

export const architectures: Readonly<Record<string, string>> = {
  // gan
  'A generator turns noise into samples; its only teacher is a discriminator that learns to tell them from real data.':
    '生成器把噪声变成样本；它唯一的老师是判别器，而判别器要学会把这些样本与真实数据区分开。',
  'Adam is the default; the paper’s SGD with momentum is a setting, and the paper size uses it.':
    '默认用 Adam；论文的带动量 SGD 是一项设置，“论文”大小即用它。',
  'Pixels are in −1…1 instead of 0…1; the sigmoid output is rescaled.':
    '像素取值为 −1…1 而非 0…1；sigmoid 输出经过缩放。',
  'The convolutional generator of the CIFAR-10 experiment is not here; see DCGAN.':
    '没有收入 CIFAR-10 实验的卷积生成器；请看 DCGAN。',
  'The Parzen-window likelihood of the paper is not computed.': '不计算论文中的 Parzen 窗似然。',
  'Initial weights': '初始权重',
  'The law that weights are drawn from before training.': '训练之前，权重按这一分布抽取。',
  'He: by the width of the layer': 'He：按层的宽度',
  'Paper: uniform ±0.05 in G, ±0.005 in D': '论文：均匀分布，G 为 ±0.05，D 为 ±0.005',
  'uniform ±0.05 in G, ±0.005 in D': '均匀分布，G 为 ±0.05，D 为 ±0.005',
  'Width of G': '生成器的宽度',
  'Units in each hidden layer of G.': '生成器每个隐藏层的单元数。',
  'Hidden layers of G': '生成器的隐藏层数',
  'More layers bend the latent space more.': '层数越多，隐空间弯曲得越厉害。',
  'Activation of G': '生成器的激活函数',
  'What each hidden unit of G does with its sum.': '生成器的每个隐藏单元如何处理它的加权和。',
  'Leaky ReLU': '带泄漏的 ReLU',
  'Batch norm in G': '生成器中的批归一化',
  'Not in the paper; later versions put it after each hidden layer.':
    '论文中没有；后来的版本在每个隐藏层之后加入。',
  'Output of G': '生成器的输出',
  'How image values are kept in range; points have a linear output.':
    '如何把图像数值限制在范围内；点数据用线性输出。',
  'sigmoid, pixels in 0…1': 'sigmoid，像素为 0…1',
  'Sigmoid, rescaled to −1…1': 'sigmoid，缩放到 −1…1',
  'Start at the mean image': '从平均图像开始',
  'G’s output bias starts so that the first samples look like the average training image.':
    '设定生成器输出偏置的初值，使最初的样本看起来像训练图像的平均。',
  'Width of D': '判别器的宽度',
  'Units in each hidden layer of D.': '判别器每个隐藏层的单元数。',
  'Hidden layers of D': '判别器的隐藏层数',
  'More layers let D draw more complicated borders.': '层数越多，判别器能画出越复杂的边界。',
  'Activation of D': '判别器的激活函数',
  'Maxout takes the largest of several sums: a learned convex activation.':
    'Maxout 取若干加权和中的最大者：一种可学习的凸激活函数。',
  'Maxout pieces': 'Maxout 段数',
  'How many sums each maxout unit chooses from.': '每个 Maxout 单元从几个加权和中选取。',
  'Dropout at D’s input': '判别器输入端的 Dropout',
  'Share of pixels hidden from D at random.': '随机对判别器隐藏的像素比例。',
  'Dropout in D': '判别器中的 Dropout',
  'Share of D’s hidden units switched off at random.': '随机关闭的判别器隐藏单元比例。',
  // dcgan
  'A recipe that makes convolutional GANs trainable: strided convolutions, batch norm, ReLU and leaky ReLU, a calm Adam.':
    '让卷积 GAN 能够训练的一套做法：跨步卷积、批归一化、ReLU 与带泄漏的 ReLU、平缓的 Adam。',
  'Kernels are 4 × 4 by default; the paper’s 5 × 5 is a setting.':
    '卷积核默认为 4 × 4；论文的 5 × 5 是一项设置。',
  'Images are 28, 32 or 64 pixels wide; the 28-pixel chain starts at 7 × 7.':
    '图像宽 28、32 或 64 像素；28 像素的链从 7 × 7 开始。',
  'The official code’s weight decay is left out.': '省去了官方代码中的权重衰减。',
  'The smaller sizes learn faster than the paper’s 0.0002 and keep a moving average of G.':
    '较小的模型学习率高于论文的 0.0002，并保留生成器的滑动平均。',
  'Base width': '基准宽度',
  'Channels of the map next to the image; each stage deeper has twice as many.':
    '紧邻图像的特征图的通道数；每深一级加倍。',
  Kernel: '卷积核',
  'Side of the convolution windows; 5 is the paper’s, 4 leaves fewer checkerboards.':
    '卷积窗口的边长；5 是论文的取值，4 留下的棋盘纹更少。',
  'Upsampling in G': '生成器的上采样',
  'Transposed convolution, or copying each pixel into a 2 × 2 block before a 3 × 3 convolution.':
    '转置卷积，或先把每个像素复制成 2 × 2 的块，再做 3 × 3 卷积。',
  'Transposed convolution': '转置卷积',
  'Nearest neighbour + convolution': '最近邻 + 卷积',
  'Normalises each channel over the batch; without it deep generators tend to collapse.':
    '在批次上把每个通道归一化；没有它，深的生成器容易坍塌。',
  'Batch norm in D': '判别器中的批归一化',
  'In every layer of D but the first.': '除第一层外，用于判别器的每一层。',
  'Batch norm in D’s first layer': '判别器第一层的批归一化',
  'Against the paper’s advice: D can then no longer see how bright a batch is. Try it and watch.':
    '与论文的建议相反：判别器因此看不出批次有多亮。试一试，看看会怎样。',
  'Leak of D': '判别器的泄漏率',
  'Slope of leaky ReLU for negative input.': '输入为负时，带泄漏的 ReLU 的斜率。',
  // The bodies that later architectures share.
  Width: '宽度',
  'Units in each hidden layer of both nets.': '两个网络每个隐藏层的单元数。',
  'Hidden layers': '隐藏层数',
  'Hidden layers of both nets.': '两个网络的隐藏层数。',
  'Share of D’s units switched off at random.': '随机关闭的判别器单元比例。',
};
