// What the catalog says about rGAN: noisy labels, what is assumed about them, and the pictures of both.

export const rgan: Readonly<Record<string, string>> = {
  'Half of the labels may be wrong: knowing how labels go wrong, it learns to make the true class all the same, where a plain conditional GAN makes mixtures.':
    '即使一半标签是错的：只要知道标签如何出错，它仍能学会生成真正的类别，而普通的条件 GAN 会生成混合物。',
  'Networks are those of our CGAN and AC-GAN instead of residual nets; D is told the class at every layer instead of by projection.':
    '网络用的是本站的 CGAN 和 AC-GAN，而不是残差网络；判别器在每一层得知类别，而不是用投影。',
  'Finding T is from other papers (Patrini et al. 2017, Thekumparampil et al. 2018): anchors are the surest samples of each batch, averaged over batches.':
    '求 T 的方法出自其他论文（Patrini 等 2017，Thekumparampil 等 2018）：锚点是每批中最有把握的样本，并在各批之间取平均。',
  'Asymmetric noise takes every class for the next one; pairs such as cats and dogs can be written down.':
    '非对称噪声把每个类别当成下一个类别；猫与狗这样的成对混淆可以自己写。',
  'By default G is asked for every class equally often and labels of fakes are drawn, as in the paper’s text; the authors’ code pairs them with real labels, which is a setting.':
    '默认情况下各类别向生成器要得一样多，假样本的标签靠抽取，同论文正文；作者代码把它们与真实标签配对，这里是一项设置。',
  'In rcGAN the smaller sizes show D real images with other labels than they came with (Reed et al. 2016), so that it learns sooner to heed labels.':
    '在 rcGAN 中，较小的大小给判别器看配上其他标签的真实图像（Reed 等，2016），使它更早学会理会标签。',
  // Noise.
  'Noise of the labels': '标签的噪声',
  'How the labels that the run sees are falsified. The same image always gets the same wrong label, as from a careless labeller.':
    '训练所见的标签如何被弄错。同一张图总是得到同一个错误标签，就像出自粗心的标注员。',
  None: '无',
  'Symmetric: any label, evenly': '对称：换成任一标签，机会均等',
  'Asymmetric: taken for the next class': '非对称：当成下一个类别',
  'Written down': '自己写',
  'Rate of the noise': '噪声率',
  'The probability that a label is replaced.': '标签被替换的概率。',
  'Table of the noise': '噪声表',
  'Row i: the probabilities of each label for a sample of class i, adding up to 1; empty for no noise.':
    '第 i 行：类别 i 的样本得到各标签的概率，合计为 1；留空表示没有噪声。',
  'Noise that the model assumes': '模型假定的噪声',
  'The table T that it works with. None makes it the plain conditional GAN; transposed is the mistake that is easiest to make.':
    '模型使用的表 T。“无”使它成为普通的条件 GAN；“转置”是最容易犯的错误。',
  'That of the labels': '与标签的相同',
  'That of the labels, transposed': '与标签的相同，但转置',
  'Estimated from samples that a classifier is surest of': '由分类器最有把握的样本估计',
  'Learned with a classifier': '与分类器一起学习',
  'Assumed rate': '假定的噪声率',
  'The probability of a replaced label that the model assumes.': '模型假定的标签被替换的概率。',
  'Assumed table': '假定的噪声表',
  'Row i: the probabilities that the model assumes of each label for a sample of class i; empty for no noise.':
    '第 i 行：模型假定类别 i 的样本得到各标签的概率；留空表示没有噪声。',
  'Weight of little trust': '不信任的权重',
  'How much the learned table is drawn away from “labels are right”; without it a classifier can explain the noise by itself.':
    '学到的表在多大程度上被拉离“标签都对”；没有它，分类器可以自己解释掉噪声。',
  // The game.
  'Where T goes in': 'T 用在哪里',
  'rcGAN falsifies the classes that D is told about fakes; rAC-GAN has a class head and falsifies what it says before holding it against the labels.':
    'rcGAN 把告诉判别器的假样本类别弄错；rAC-GAN 有类别头，先把它说的弄错，再与标签比较。',
  'rcGAN: into what D is told': 'rcGAN：告诉判别器的内容里',
  'rAC-GAN: behind the class head': 'rAC-GAN：类别头之后',
  'Drawn through T from the classes asked for; or those of the real batch, and G is asked for classes that may be behind them, as in the authors’ code.':
    '由所要的类别经 T 抽取；或用真实批次的标签，并向生成器要可能藏在其后的类别，同作者代码。',
  'Drawn from the classes asked for': '由所要的类别抽取',
  'drawn; those of the real batch in the authors’ code': '抽取；作者代码中用真实批次的',
  'λ of the classes for D': '判别器的类别 λ',
  'Weight of reading the noisy labels in D’s loss.': '读出带噪标签在判别器损失中的权重。',
  'λ of the classes for G': '生成器的类别 λ',
  'Weight of making the class asked for in G’s loss.': '生成所要类别在生成器损失中的权重。',
  // Curves.
  'Loss of C': 'C 的损失',
  'What the classifier that T is found with pays for the noisy labels.':
    '用来求 T 的分类器为带噪标签付出的损失。',
  'Error of T': 'T 的误差',
  'Sum of |T − true T| per row: 0 is exact, 2 is all wrong.':
    '每行 |T − 真实 T| 之和：0 为精确，2 为全错。',
  exact: '精确',
  // Views.
  'Row: the true class. Column: the label that it comes with. Where the smallest singular value is near 0, or the diagonal is not the largest of its row, nobody can find the true classes behind the labels.':
    '行：真正的类别。列：它带着的标签。最小奇异值接近 0，或对角线不是所在行最大时，谁也无法从标签找出真正的类别。',
  Table: '表',
  'What the model assumes or has found, or what is done to the labels.':
    '模型假定或求得的，或标签实际遭受的。',
  'The model’s T': '模型的 T',
  'The labels’ true noise': '标签的真实噪声',
  'Asked for and made': '所要与所得',
  'Row: the class asked for. First columns: what is made for it, by the nearest training image with its right label. Then the table of the noise: a G that believes the labels repeats it.':
    '行：所要的类别。前几列：为它生成了什么，由最近的训练图像及其正确标签判断。其后是噪声表：相信标签的生成器会照样重现它。',
  'Beside it': '旁边',
  'Which table of the noise to show beside what is made.': '在所得旁边显示哪张噪声表。',
  Nothing: '不显示',
  'How many real images to show.': '显示多少张真实图像。',
  'Labels given': '给出的标签',
  'Training images with the label that the run is given; after a wrong one, in brackets, the right one, which the run never sees.':
    '训练图像和训练所得到的标签；错误标签之后的括号里是正确标签，训练从不见到它。',
  'Shares of each class of the held-out samples, by their right labels, that D’s class head takes for which.':
    '按正确标签，留出样本的每个类别被判别器的类别头认作哪一类的比例。',
  'Smallest singular value': '最小奇异值',
  'Classes cannot be told apart: smallest singular value': '类别无法区分：最小奇异值',
  'A wrong label outvotes the right one: smallest singular value':
    '错误标签多于正确标签：最小奇异值',
  'Difference from the true noise per row': '每行与真实噪声之差',
  'Made as asked': '与所要相符',
  'Purity: largest share of a row': '纯度：一行中最大的份额',
  Label: '标签',
  'Class asked for': '所要的类别',
  'Class made': '所得的类别',
  'Class made | label by the noise': '所得的类别 | 噪声给出的标签',
  'Label by the noise': '噪声给出的标签',
};
