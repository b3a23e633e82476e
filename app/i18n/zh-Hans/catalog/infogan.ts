// What the catalog says about InfoGAN, and what runs with codes share: settings, curves, pictures by code.

export const infogan: Readonly<Record<string, string>> = {
  'G gets a code beside its noise, and a reader Q must recover it from the sample: the code comes to mean something, and no label says what.':
    '生成器除噪声外还得到一个隐编码，而读取器 Q 必须从样本中把它读回来：隐编码于是有了含义，却没有标签说明那是什么。',
  'The curves show the true lower bound of the mutual information; the official code reports more, since it scores codes drawn evenly from a range by a normal law.':
    '曲线显示互信息真正的下界；官方代码报出的值更高，因为它用正态分布来评估从区间中均匀抽取的隐编码。',
  'Pixels are in −1…1 instead of 0…1; G ends in tanh.':
    '像素取值为 −1…1 而非 0…1；生成器以 tanh 结尾。',
  'D’s leak is 0.2 instead of 0.1.': '判别器的泄漏斜率为 0.2 而非 0.1。',
  'Kernels, maps and their start are those of our DCGAN; sizes below the paper’s have fewer fully connected units.':
    '卷积核、特征图及其初始化沿用本站的 DCGAN；小于论文的各档全连接单元较少。',
  // Codes.
  'Categorical codes': '类别隐编码',
  'How many codes pick one of several categories.': '有多少个隐编码是从若干类目中选一个。',
  '1 for digits': '数字用 1 个',
  'Categories of each': '每个的类目数',
  'How many categories a code picks from; with as many as the data have kinds, each may find its own.':
    '一个隐编码从多少个类目中选取；若与数据的种类一样多，每个类目可以各找到一种。',
  '10 for digits': '数字用 10 个',
  'Continuous codes': '连续隐编码',
  'How many codes are numbers, for what varies gradually.':
    '有多少个隐编码是数值，用于逐渐变化的因素。',
  '2 for digits': '数字用 2 个',
  'Lowest code': '隐编码下限',
  'The least value that continuous codes are drawn with; all values up to the greatest are equally likely.':
    '连续隐编码抽取时的最小值；到最大值之间的所有值机会均等。',
  'Highest code': '隐编码上限',
  'The greatest value that continuous codes are drawn with; the sliders go twice as far.':
    '连续隐编码抽取时的最大值；滑块可到两倍之远。',
  // Networks.
  'Fully connected units': '全连接单元数',
  'Units of a layer between the latent and G’s first map, and between D’s last map and its heads. With 0 there is none, and codes tend to become marks in one place.':
    '隐向量与生成器第一张特征图之间、判别器最后一张特征图与各输出头之间一层的单元数。为 0 时没有这一层，隐编码容易变成某处的记号。',
  'Where Q sits': 'Q 的位置',
  'On D’s trunk Q costs next to nothing; apart from it, it has a trunk of its own.':
    '放在判别器的主干上，Q 几乎不费计算；分开时，它有自己的主干。',
  'on D’s trunk': '在判别器的主干上',
  'On D’s trunk': '在判别器的主干上',
  'A trunk of its own': '自己的主干',
  'Width of Q': 'Q 的宽度',
  'Units of Q’s own layer between the trunk and what it says.':
    'Q 自己的一层的单元数，位于主干与输出之间。',
  'Start blind to the codes': '开始时看不见隐编码',
  'G’s weights of the codes start at 0, so that whatever it makes of them it has learned. Not in the paper.':
    '生成器对隐编码的权重从 0 开始，这样它对隐编码的任何利用都是学来的。论文中没有。',
  // The game.
  'λ of categories': '类目的 λ',
  'Weight of reading the categorical codes, in both players’ loss; at 0 nobody reads them.':
    '读取类别隐编码在双方损失中的权重；为 0 时没有人读取。',
  'λ of continuous codes': '连续隐编码的 λ',
  'Weight of reading the continuous codes; too much, and G hides them in a corner of the picture like a watermark.':
    '读取连续隐编码的权重；过大时，生成器会像水印一样把它们藏在图像的角落。',
  'Who pays for the codes': '谁为隐编码付出代价',
  'With Q alone, Q learns to read but G does not learn to be readable: what it reads then is there by chance.':
    '只有 Q 时，Q 学习读取，而生成器不学习让人读懂：这时能读出的只是碰巧存在的。',
  'Q and G': 'Q 与生成器',
  'Q alone': '只有 Q',
  'σ of Q': 'Q 的 σ',
  'How sure Q is of a continuous code: always σ = 1, or as sure as it has learned to be. The surer, the harder it pulls: then give these codes less λ.':
    'Q 对连续隐编码有多大把握：始终 σ = 1，或由学习而定。把握越大，牵引越强：这时请调低这些隐编码的 λ。',
  'fixed at 1 for digits': '数字固定为 1',
  'Fixed at 1': '固定为 1',
  Learned: '学习得到',
  // Curves.
  'Information of categories': '类目的信息量',
  'At least so much do the samples tell of their categories; at the line Q reads every one, at 0 or below it reads nothing.':
    '样本至少透露了这么多关于其类目的信息；在参考线处 Q 全部读对，在 0 或以下则什么也读不出。',
  'all of it': '全部',
  'Categories read right': '类目读对的比例',
  'Share of fresh samples whose category Q reads right.': '新样本中类目被 Q 读对的比例。',
  chance: '随机水平',
  'Information of continuous codes': '连续隐编码的信息量',
  'At least so much do the samples tell of their continuous codes, all together; a σ fixed at 1 keeps it low however well they are read.':
    '样本至少透露了这么多关于其全部连续隐编码的信息；σ 固定为 1 时，无论读得多准它都很低。',
  'most with σ = 1': 'σ = 1 时的最大值',
  nothing: '毫无信息',
  'Error of continuous codes': '连续隐编码的误差',
  'Root mean square of what Q reads less the code; a reader that knows nothing reaches the line.':
    'Q 的读数与隐编码之差的均方根；一无所知的读取器处于参考线。',
  'How sure Q is of continuous codes on average: the width of its guess.':
    'Q 对连续隐编码平均有多大把握：其猜测的宽度。',
  // Pictures.
  Code: '隐编码',
  Codes: '隐编码',
  'Code sweep': '隐编码扫描',
  'Along a row one code changes and everything else stays the same: what changes in the picture is what the code means.':
    '沿一行只有一个隐编码变化，其余不变：图像中变化的部分就是该隐编码的含义。',
  'Which code changes along a row, all else the same.': '沿一行变化的是哪个隐编码，其余不变。',
  Range: '范围',
  'The range that training draws from, or twice as far, where G has never been.':
    '训练时抽取的范围，或两倍之远、生成器从未到过之处。',
  'As drawn': '与抽取相同',
  'Twice as far': '两倍之远',
  'Paths of a code': '隐编码的路径',
  'Each line is the way of one sample as a code goes through its range, all else the same: short lines heed it little.':
    '每条线是一个样本在某个隐编码走过其范围、其余不变时的路径：线短说明几乎不理会它。',
  Paths: '路径数',
  paths: '路径',
  code: '隐编码',
  sample: '样本',
  'Q’s reading': 'Q 的读数',
  'The probability that Q gives each category for a picture, and its guess of the continuous codes.':
    'Q 对一张图像给出的各类目的概率，以及它对连续隐编码的猜测。',
  Guess: '猜测',
  'A picture whose codes Q reads': '让 Q 读取隐编码的图像',
  'Categories and classes': '类目与真实类别',
  'Which category Q reads off real samples of each class; training never saw a class. Rows are sorted to fit the columns.':
    'Q 从各类真实样本中读出的类目；训练从未见过真实类别。各行已按与各列的匹配排序。',
  'Which categorical code to read.': '读取哪个类别隐编码。',
  'Category read': '读出的类目',
  'True class': '真实类别',
  'Agreement after the best matching': '最佳匹配后的一致率',
  'Adjusted mutual information': '调整互信息',
};

/** Codes by their number. */
export const INFOGAN_PATTERNS = [
  { pattern: /^Code (\d+)$/, translation: '隐编码 $1' },
  { pattern: /^Category (\d+)$/, translation: '类目 $1' },
  { pattern: /^σ of code (\d+)$/, translation: '隐编码 $1 的 σ' },
] as const;
