// What the catalog says about BiGAN, and what runs with an encoder share: settings, curves, pictures of both ways around.

export const bigan: Readonly<Record<string, string>> = {
  'An encoder learns beside G to turn samples back into latents, only because D judges pairs: sample and latent must belong together.':
    '编码器与生成器一起学习，把样本变回隐向量，只因为判别器评判的是成对的东西：样本与隐向量必须相配。',
  'Convolutional nets are the default; the fully connected ones of the digits experiment are a setting, and the paper size uses them.':
    '默认用卷积网络；数字实验的全连接网络是一项设置，“论文”大小即用它。',
  'Losses are sums over both kinds of pairs where the official code halves them; Adam does not mind.':
    '损失是两种配对之和，而官方代码取一半；对 Adam 没有影响。',
  'Batch norm keeps its gain and shift, and layers without it have biases; the code of the digits experiment has neither.':
    '批归一化保留增益与平移，没有它的层带偏置；数字实验的代码两者皆无。',
  'Weight decay and the fall of the learning rate in the second half of training are left out.':
    '省去了权重衰减，以及后半程学习率的下降。',
  'Gradient penalties, where they are switched on, look at the slope of D in x alone.':
    '梯度惩罚（如果打开）只看判别器对 x 的斜率。',
  'The nets for photographs and the tests of what they have learned are not here.':
    '没有收入用于照片的网络，以及对其所学特征的检验。',
  // The game.
  'How E learns': '编码器如何学习',
  'BiGAN: D judges pairs of a sample and its latent, and E fools it with its own pairs. Latent regressor: D sees samples alone, and E learns to find the z that G made a sample of.':
    'BiGAN：判别器评判样本与隐向量的配对，编码器用自己的配对骗过它。隐向量回归：判别器只看样本，编码器学习找出生成器所用的 z。',
  'Latent regressor': '隐向量回归',
  'Joint latent regressor': '联合隐向量回归',
  'Weight of the regressor in G': '回归在生成器中的权重',
  'How much G pays for a z that E cannot find in its samples; 1 lets it hide z in them instead of making good ones.':
    '编码器在样本中找不到 z 时，生成器为此付出多少；取 1 时，它会把 z 藏进样本，而不去做好样本。',
  'Break the pairs': '打乱配对',
  'Sabotage: D is shown each generated sample with the latent of another. Both still look right alone, so only E’s use of the pairing suffers.':
    '破坏：判别器看到的每个生成样本配的是另一个样本的隐向量。两者单看仍然正常，因此只有编码器对配对的利用受损。',
  'Output of E': '编码器的输出',
  'In the range that the prior draws from, or linear; D recognises an E(x) that no z could be.':
    '在先验的取值范围内，或线性输出；不可能是 z 的 E(x) 会被判别器识破。',
  'Range of the prior': '先验的范围',
  Linear: '线性',
  // Networks.
  'Kind of nets': '网络种类',
  'Convolutions, or the fully connected nets of the paper’s digits.':
    '卷积网络，或论文数字实验的全连接网络。',
  Convolutional: '卷积',
  'Fully connected': '全连接',
  'fully connected for digits, convolutional for photographs': '数字用全连接，照片用卷积',
  'Units per layer': '每层单元数',
  'Width of the two hidden layers of each net.': '每个网络两个隐藏层的宽度。',
  'Batch norm in E': '编码器中的批归一化',
  'In every layer of E but the first and the last.': '编码器除首层和末层外的每一层。',
  'Where z enters D': 'z 从哪里进入判别器',
  'At the input, in the last hidden layer, or in every layer; a D that meets z late has seen more of x by then.':
    '在输入端、最后一个隐藏层，或每一层；较晚遇到 z 的判别器那时已对 x 看得更多。',
  'At the input': '输入端',
  'In the last hidden layer': '最后一个隐藏层',
  'In every layer': '每一层',
  'Where z enters G': 'z 从哪里进入生成器',
  'At the input alone, or again in later layers, so that what is in z need not come through all of them.':
    '只在输入端，或在后面各层再次输入，使 z 中的内容不必穿过所有层。',
  'Again in later layers': '后面各层再次输入',
  'in both hidden layers': '两个隐藏层都有',
  // Curves.
  'Loss of G and E': '生成器与编码器的损失',
  'What G and E minimise together: each pays for the pairs in which D recognises its side.':
    '生成器与编码器共同最小化的量：判别器在配对中认出哪一方，哪一方就付出代价。',
  'What G and E minimise: G’s part of fooling D, and the error of E.':
    '生成器与编码器最小化的量：生成器骗过判别器的部分，加上编码器的误差。',
  'Gradient of G and E': '生成器与编码器的梯度',
  'Length of the gradient over the weights of both; near 0 they learn nothing.':
    '对两者全部权重的梯度长度；接近 0 时它们学不到东西。',
  'Loss of E': '编码器的损失',
  'E’s part of the loss of G: how well D tells its pairs of real samples from those of G.':
    '生成器损失中属于编码器的部分：判别器区分编码器的真实样本配对与生成器配对的程度。',
  'How far E is from the z of each generated sample.': '编码器离每个生成样本的 z 有多远。',
  'x → z → x': 'x → z → x',
  'z → x → z': 'z → x → z',
  'Distance between real data and what G makes of their E(x), over that to what it makes of another’s; below 1 something of x comes back.':
    '真实数据与生成器由其 E(x) 所得结果的距离，除以到另一个样本所得结果的距离；低于 1 时 x 有所还原。',
  'Distance between z and what E finds in G(z), over that to what it finds in another sample; below 1 something of z comes back.':
    'z 与编码器在 G(z) 中所找到的隐向量的距离，除以到另一个样本所得的距离；低于 1 时 z 有所还原。',
  unrelated: '毫无关系',
  // Pictures.
  'Weights of G and E': '生成器与编码器的权重',
  Reconstructions: '重建',
  'Training images x, and beside each x̂ = G(E(x)), what G makes of the latent that E finds for it; the number is how far they are apart, where black and white are 1 apart.':
    '训练图像 x，旁边的 x̂ = G(E(x)) 是生成器由编码器所找到的隐向量得到的图像；数字是两者的距离，黑与白相距 1。',
  Pairs: '对数',
  'How many real images to send through E and G.': '让多少幅真实图像经过编码器与生成器。',
  x: 'x',
  'G(E(x))': 'G(E(x))',
  x̂: 'x̂',
  'E(x)': 'E(x)',
  'D(x, E(x))': 'D(x, E(x))',
  'A picture through E and G': '一幅图像经过编码器与生成器',
  'Your picture, what G makes of the latent that E finds for it with how far they are apart, and of 255 training images the one that E puts nearest to it.':
    '你的图像；生成器由编码器所找到的隐向量得到的图像，以及两者的距离；还有 255 幅训练图像中编码器认为离它最近的一幅。',
  'A picture to encode.': '要编码的图像。',
  'nearest by E': '编码器认为最近',
  'From real to real': '从真实到真实',
  'Each row leads from one training image to another: between them, what G makes of the latents on the way from E of the first to E of the second.':
    '每一行从一幅训练图像通向另一幅：中间是生成器由两者编码之间的隐向量得到的图像。',
  Rows: '行数',
  'How many pairs of real images.': '多少对真实图像。',
  Way: '路径',
  'Straight, or along the arc between the two directions.': '直线，或沿两个方向之间的弧线。',
  Straight: '直线',
  'Along the arc': '沿弧线',
  real: '真实',
  'Latent space': '隐空间',
  'Where E puts real samples, coloured by class, over latents from the prior; with more than two dimensions, along the two directions in which E(x) varies most. E never sees a class.':
    '编码器把真实样本放在哪里，按类别着色，背景是先验的隐向量；多于两维时，沿 E(x) 变化最大的两个方向。编码器从不知道类别。',
  'How many real samples to encode, and how many latents to draw.':
    '编码多少个真实样本，抽取多少个隐向量。',
  'z of the prior': '先验的 z',
  'first direction of E(x)': 'E(x) 的第一方向',
  'second direction of E(x)': 'E(x) 的第二方向',
  'z₁': 'z₁',
  'z₂': 'z₂',
  'Both ways around': '两个方向的循环',
  'Mean distance between what went in and what came back, beside that to what came back of another; a ratio of 1 means that nothing of it survived the way. 256 of each.':
    '输入与还原结果之间的平均距离，以及与另一个样本的还原结果之间的距离；比值为 1 表示途中什么也没留下。各 256 个。',
  Error: '误差',
  'Against another': '与另一个相比',
  Ratio: '比值',
  'x → E → G, real data': 'x → E → G，真实数据',
  'G(z) → E → G, generated': 'G(z) → E → G，生成样本',
  'z → G → E, latents': 'z → G → E，隐向量',
  'E(x) against the prior': 'E(x) 与先验的比较',
  'Mean and variance over all dimensions of 256 encoded samples and of as many latents: where they differ, D can tell pairs apart by z alone.':
    '256 个编码样本与同样多隐向量在所有维度上的均值和方差：若有差别，判别器只凭 z 就能区分配对。',
  Of: '对象',
  Variance: '方差',
  'Neighbours by E and by pixels': '编码器与像素各自的近邻',
  'Each row: a real image, the three of 300 others that are nearest to it in E(x), and the three nearest in pixels (px). Under the first row, how often the nearest is of the same class.':
    '每行：一幅真实图像、另外 300 幅中 E(x) 最接近的三幅，以及像素（px）最接近的三幅。第一行下方是最近者属于同一类别的比例。',
  'Real points, and what G makes of the latents that E finds for them; each arrow points from a real point to where it comes back.':
    '真实点，以及生成器由编码器所找到的隐向量得到的点；每个箭头从一个真实点指向它回到的地方。',
  'Real points whose way back is drawn.': '画出多少个真实点的去向。',
};
