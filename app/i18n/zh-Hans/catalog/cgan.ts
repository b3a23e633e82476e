// What the catalog says about the conditional GAN, and what conditional runs share: settings, curves, pictures by class.

export const cgan: Readonly<Record<string, string>> = {
  'Both players are told a class: G can be asked for one, and D lets a sample pass only as real and as what it was asked to be.':
    '双方都被告知类别：可以向生成器要某一类，而判别器只放行既真实、又符合所要类别的样本。',
  'By default convolutional nets read the label at every layer; the paper’s fully connected label branches are a setting, and the paper size uses them.':
    '默认情况下，卷积网络在每一层读入标签；论文的全连接标签分支是一项设置，“论文”大小即用它。',
  'Wrong labels as further fakes are from a later paper (Reed et al. 2016); the smaller sizes use them on images, since D then learns sooner to heed labels.':
    '把错误标签当作另一种假样本出自后来的论文（Reed 等，2016）；较小的模型在图像上用它，因为判别器由此更早学会理会标签。',
  'The experiment that tags photographs with words is not here.': '没有收入给照片标注词语的实验。',
  'it is told the class of every sample, and these images have no labels.':
    '它要知道每个样本的类别，而这些图像没有标签。',
  'it is told the class of every sample, and these points have no modes to tell apart.':
    '它要知道每个样本的类别，而这些点没有可区分的模态。',
  // Networks.
  'How the label goes in': '标签如何输入',
  'How both nets are told the class.': '以什么方式把类别告诉两个网络。',
  'At every layer, as it is': '原样输入每一层',
  'Beside the input, as it is': '原样与输入并列',
  'Beside the input, as learned numbers': '以学到的数与输入并列',
  'Times the input, as learned factors': '以学到的系数与输入相乘',
  'Paper: through a branch of its own, fully connected': '论文：经过自己的分支，全连接',
  'a branch of its own, fully connected': '自己的分支，全连接',
  'Embedding width': '嵌入宽度',
  'How many learned numbers stand for a class.': '用多少个学到的数代表一个类别。',
  'z branch of G': '生成器的 z 分支',
  'ReLU units that see z alone.': '只看 z 的 ReLU 单元数。',
  'Label branch of G': '生成器的标签分支',
  'ReLU units that see the label alone.': '只看标签的 ReLU 单元数。',
  'Joint layer of G': '生成器的合并层',
  'ReLU units that see both branches.': '看两个分支的 ReLU 单元数。',
  'Dropout in G': '生成器中的 Dropout',
  'Share of G’s hidden units switched off at random while it trains.':
    '训练时随机关闭的生成器隐藏单元比例。',
  'Sample branch of D': '判别器的样本分支',
  'Maxout units that see the sample alone.': '只看样本的 Maxout 单元数。',
  'Label branch of D': '判别器的标签分支',
  'Maxout units that see the label alone.': '只看标签的 Maxout 单元数。',
  'Joint layer of D': '判别器的合并层',
  'Maxout units that see both branches.': '看两个分支的 Maxout 单元数。',
  'Maxout pieces of the joint layer': '合并层的 Maxout 段数',
  'How many sums each unit of D’s joint layer chooses from.':
    '判别器合并层的每个单元从几个加权和中选取。',
  // The game.
  'Hide the label from D': '对判别器隐藏标签',
  'D is told zeros instead of the class, so that nothing makes G heed it. Watch the columns lose their meaning.':
    '判别器得到的是零而不是类别，于是没有什么让生成器理会类别。看各列如何失去意义。',
  'Shuffle the labels': '打乱标签',
  'Sabotage: the labels of each real batch are dealt out anew, so that they say nothing about the samples.':
    '破坏：把每个真实批次的标签重新分发，使它们与样本毫无关系。',
  'Labels of D’s fakes': '判别器所见假样本的标签',
  'Which classes G is asked for in D’s turn: all equally often, or those of the real batch.':
    '轮到判别器时向生成器要哪些类别：各类一样多，或与真实批次相同。',
  'All equally often': '各类一样多',
  'Those of the real batch': '与真实批次相同',
  'Weight of wrong labels': '错误标签的权重',
  'D also learns to reject real samples with a wrong label, with this weight; 0 leaves that to the fakes.':
    '判别器还以此权重学习拒绝带错误标签的真实样本；0 表示只靠假样本来学。',
  // Curves.
  'D(real, wrong label)': 'D(真实, 错误标签)',
  'Mean probability that D gives real samples with a wrong label; far below D(real) it heeds the label.':
    '判别器认为带错误标签的真实样本为真的平均概率；远低于 D(真实) 时，它理会标签。',
  'Label gap of D': '判别器的标签差距',
  'How much lower D’s logit of a real sample is with a wrong label than with its own; at 0 D ignores the label.':
    '真实样本配错误标签时，判别器的 logit 比配自己的标签时低多少；为 0 时判别器无视标签。',
  'label ignored': '无视标签',
  // Pictures by class.
  'Class grid': '类别网格',
  'Each column is asked for one class; along a row z stays the same.':
    '每一列要一个类别；同一行的 z 相同。',
  'Every class': '每个类别',
  'From one class to another': '从一个类别到另一个',
  'Category grid': '类目网格',
  'Each column is asked for one category; along a row everything else stays the same.':
    '每一列要一个类目；同一行的其余一切相同。',
  'Every category': '每个类目',
  'From one category to another': '从一个类目到另一个',
  Columns: '列',
  'One for each, or a way through soft mixtures of two, which G has never been asked for.':
    '每个一列，或经过两者的软混合的一条路，这些混合从未向生成器要过。',
  'First column': '第一列',
  'Where the columns start, since not all fit.': '从哪里开始，因为放不下全部。',
  From: '从',
  'All of this in the first column.': '第一列全部是它。',
  To: '到',
  'All of this in the last column.': '最后一列全部是它。',
  Rows: '行数',
  'How many latents to show.': '显示多少个隐向量。',
  Class: '类别',
  'Shows what is made for one class, and D as it is when told that class; for all, D as it is when told what suits best.':
    '显示为一个类别生成的样本，以及被告知该类别时的判别器；选“全部”时，是被告知最合适类别时的判别器。',
  'All classes': '全部类别',
  Category: '类目',
  'Shows what is made for one category.': '显示为一个类目生成的样本。',
  'All categories': '全部类目',
  'other classes': '其他类别',
  'D(x | class)': 'D(x | 类别)',
  'max D(x | class)': 'max D(x | 类别)',
};
