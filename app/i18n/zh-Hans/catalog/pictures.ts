// What a run says about its curves and views, in simplified Chinese, by the English sentence.

export const pictures: Readonly<Record<string, string>> = {
  // Curves.
  'Loss of D': '判别器的损失',
  'What D minimises; near the line it cannot tell real from fake.':
    '判别器要最小化的量；接近参考线时，它分不清真假。',
  'D cannot tell': '判别器分不清',
  'Loss of G': '生成器的损失',
  'What G minimises; it says how well G fools this D, not how good the samples are.':
    '生成器要最小化的量；它说明骗过这个判别器的程度，而不是样本有多好。',
  'D(real)': 'D(真实)',
  'Mean probability that D gives real samples of being real.': '判别器认为真实样本为真的平均概率。',
  'coin flip': '抛硬币',
  'D(fake)': 'D(生成)',
  'Mean probability that D gives generated samples of being real.':
    '判别器认为生成样本为真的平均概率。',
  'Gradient of D': '判别器的梯度',
  'Length of the gradient of D’s loss over all of its weights.':
    '判别器损失对其全部权重的梯度长度。',
  'Gradient of G': '生成器的梯度',
  'Length of the gradient of G’s loss; near 0 it learns nothing.':
    '生成器损失的梯度长度；接近 0 时它学不到东西。',
  Penalty: '惩罚项',
  'The part of D’s loss that comes from gradient penalties.': '判别器损失中来自梯度惩罚的部分。',
  // Views and their arguments.
  'Feature maps': '特征图',
  'Each picture is one channel of a layer for one sample, stretched from its darkest to its brightest value.':
    '每张图是某一层对一个样本的一个通道，从最暗值拉伸到最亮值。',
  Network: '网络',
  'Whose layer to open.': '打开谁的层。',
  'Map layer': '特征图层',
  'Counts the layers that put out maps, in the order of the forward pass; past the last one, the last is shown.':
    '按前向顺序数输出特征图的层；超过最后一层时显示最后一层。',
  Sample: '样本',
  'Which of the fixed latents.': '第几个固定隐向量。',
  'Layer statistics': '各层统计',
  'Mean and spread of each layer’s output; a silent unit is 0 for every sample of the batch.':
    '每层输出的均值与离散程度；沉默单元对批次中每个样本都为 0。',
  'Gradient of G’s loss': '生成器损失的梯度',
  'Slope of both losses of G at each logit of D; dots are the current fakes. A slope of 0 teaches nothing.':
    '生成器两种损失在判别器各 logit 处的斜率；圆点是当前的生成样本。斜率为 0 时什么也学不到。',
  Images: '图像数',
  'How many samples to show.': '显示多少个样本。',
  'Weights of G': '生成器的权重',
  'The weights as they are, or their moving average where it is kept.':
    '当前的权重，或（如有保留）它们的滑动平均。',
  Live: '当前',
  Average: '平均',
  'Batch norm': '批归一化',
  'Statistics of these samples, or the running ones that a single sample would use.':
    '用这些样本的统计量，或单个样本会用到的滑动统计量。',
  'Of this batch': '本批次',
  Running: '滑动',
  Samples: '样本',
  'What G makes of the same latents, step after step.': '生成器对同一组隐向量一步步给出的结果。',
  'Real images': '真实图像',
  'Training images, at the same size as the samples.': '训练图像，大小与样本相同。',
  'Nearest training images': '最近的训练图像',
  'Under each sample the training image that is nearest in pixels, of at most 4,000, with their distance: 0 is a copy, 1 as far as black from white.':
    '每个样本下面是按像素距离最近的训练图像（最多在 4,000 幅中查找）及两者的距离：0 为复制，1 相当于黑与白之差。',
  Points: '点数',
  'How many real and how many generated points to draw.': '真实点和生成点各画多少个。',
  Resolution: '分辨率',
  'Cells of the landscape per side.': '地形每边的格数。',
  Arrows: '箭头',
  'Generated points that show where their gradient pulls them.': '显示梯度拉动方向的生成点个数。',
  Theatre: '剧场',
  'Real points, generated points, and how real D finds each place; arrows show where G is pulled.':
    '真实点、生成点，以及判别器认为各处有多真；箭头表示生成器被拉向何处。',
  'Histograms of real and generated numbers, with the probability that D gives each value.':
    '真实数与生成数的直方图，以及判别器给每个数值的概率。',
  // Words inside pictures.
  real: '真实',
  fake: '生成',
  minimax: '极小极大',
  'non-saturating': '非饱和',
  'current fakes': '当前的生成样本',
  'exact density': '精确密度',
  Layer: '层',
  Spread: '离散',
  'Silent units': '沉默单元',
};
