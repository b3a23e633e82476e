// What the catalog says about AC-GAN, and what games share whose D reads classes off samples.

export const acgan: Readonly<Record<string, string>> = {
  'G is asked for a class; D is not told which and must find it out. Samples become easy to tell apart, at times at the price of variety.':
    '向生成器要某个类别；判别器不被告知，须自己判断。样本因此容易区分，有时以多样性为代价。',
  'D’s trunk halves the image until it is small instead of having six layers, and its activations get no noise.':
    '判别器的主干把图像逐次减半直到很小，而不是六层；激活上也不加噪声。',
  'Kernels are 4 × 4 by default instead of 5 × 5.': '卷积核默认为 4 × 4，而不是 5 × 5。',
  'For images G is told the class at every layer and not only beside z, which takes fewer steps; the paper size has the paper’s way.':
    '对图像，在生成器的每一层都告诉它类别，而不只是放在 z 旁边，这样需要的步数更少；“论文”大小用论文的做法。',
  'By default D has no batch norm, and dropout of 0.3 on images instead of 0.5; the paper size has both.':
    '默认情况下判别器没有批归一化，对图像用 0.3 而不是 0.5 的 Dropout；“论文”大小两者都有。',
  'Whether the class head learns from fakes is a setting, since codes disagree; the paper’s way is the default.':
    '类别头是否也从假样本学习是一项设置，因为各家代码不一致；默认按论文。',
  'A part of the images is held out to measure the class head.': '留出一部分图像来测量类别头。',
  'How G is told the class; D never is.': '以什么方式把类别告诉生成器；判别器从不被告知。',
  'beside the input, as it is': '原样与输入并列',
  // The game.
  'λ of the classes': '类别的 λ',
  'Weight of reading the classes, in both players’ loss; at 0 nothing ties a sample to the class that was asked for.':
    '读出类别在双方损失中的权重；为 0 时，样本与所要的类别毫无联系。',
  'η: fakes for the class head': 'η：类别头看假样本',
  'How much the class head also learns from fakes, by the class asked for: 1 as in the paper, 0 from real samples alone.':
    '类别头在多大程度上也从假样本（按所要的类别）学习：1 同论文，0 只从真实样本学习。',
  'Soft class labels': '软类别标签',
  'Share of each class label that is spread over all classes, so that the class head never grows certain.':
    '每个类别标签中分给所有类别的份额，使类别头不会过于确定。',
  // Curves.
  'Class loss on real samples': '真实样本的类别损失',
  'What D’s class head pays for the labels of real samples; at the line it knows nothing.':
    '判别器的类别头为真实样本的标签付出的损失；到达参考线时它一无所知。',
  'knows nothing': '一无所知',
  'Class loss on fakes': '假样本的类别损失',
  'How badly the class head reads off a generated sample what G was asked for.':
    '类别头从生成样本中读出所要类别的误差。',
  'Real classes read right': '真实类别读对的比例',
  'Share of the real batch whose label the class head reads; samples that it trains on.':
    '真实批次中类别头读对标签的比例；这些是它训练用的样本。',
  'Asked classes read': '读出所要类别的比例',
  'Share of G’s samples in which the class head reads what was asked for. It flatters: both learn it together.':
    '生成样本中类别头读出所要类别的比例。这个数偏于好看：双方是一起学会的。',
  // Views.
  'Shares of each class of the held-out samples that D’s class head takes for which; the accuracy is exact.':
    '留出样本的每个类别被判别器的类别头认作哪一类的比例；准确率是精确值。',
  'What both heads of D say of a picture: the probability of each class, and the verdict whether it is real.':
    '判别器的两个头对一张图的说法：每个类别的概率，以及是否真实的判断。',
};
