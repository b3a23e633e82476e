// What the catalog says about the semi-supervised GAN: settings, curves, pictures of what few labels make of a classifier.

export const sgan: Readonly<Record<string, string>> = {
  'D is a classifier that also finds fakes out: samples without labels teach it what data look like, so that a few labels go further.':
    '判别器是一个同时能识破假样本的分类器：没有标签的样本教它数据是什么样子，于是少量标签就能走得更远。',
  'By default no class stands for fake: a sample is fake where no class fits (Salimans et al. 2016); the paper’s extra class is a setting, and the paper size uses it.':
    '默认没有代表“假”的类别：不合任何类别的样本就是假的（Salimans 等，2016）；论文的额外类别是一项设置，“论文”大小即用它。',
  'Labelled samples are a small subset, and accuracy is measured on images that nobody trained on; popular versions use all labels and show the accuracy in training.':
    '有标签的样本只是一个小子集，准确率在谁都没有用来训练的图像上测量；流行的实现使用全部标签，并显示训练中的准确率。',
  'Feature matching is from Salimans et al. 2016.': '特征匹配出自 Salimans 等（2016）。',
  'Accuracy is that of D as it is, not of an average of its weights.':
    '准确率属于当前的判别器，而不是其权重的平均。',
  'The paper states little of its networks; these are those of DCGAN with dropout.':
    '论文很少说明它的网络；这里用带 Dropout 的 DCGAN 网络。',
  'it learns from a few labels, and these data have none.':
    '它要从少量标签中学习，而这些数据没有标签。',
  // Settings.
  'Share of the units of D and of the baseline switched off at random; without it they soon know a few labelled samples by heart.':
    '随机关闭的判别器与基线的单元比例；没有它，它们很快就会背下少量有标签的样本。',
  'Labels per class': '每类标签数',
  'How many samples of each class come with their label; all others are seen without.':
    '每个类别有多少样本带有标签；其余样本都不带标签。',
  All: '全部',
  'Draw of the labelled ones': '有标签样本的抽取',
  'Another number draws other samples to be labelled: with few of them, luck decides a lot.':
    '换一个数会抽取另一些样本来带标签：样本很少时，运气很重要。',
  'Labelled batch': '有标签的批次',
  'Labelled samples per update of D and of the baseline; all of them where there are no more.':
    '判别器与基线每次更新所用的有标签样本数；总数不足时全部使用。',
  'What stands for fake': '什么代表“假”',
  'How one network says both which class a sample is of and whether it is real.':
    '一个网络如何既说出样本的类别，又说出它是否真实。',
  'Paper: a class of its own': '论文：单独一个类别',
  'a class of its own': '单独一个类别',
  'Nothing: no class fits': '没有：哪一类都不合',
  'A second head': '第二个输出头',
  'Weight of unlabelled samples': '无标签样本的权重',
  'How much it counts in D’s loss to take unlabelled samples for real.':
    '在判别器的损失中，把无标签样本认作真实占多大分量。',
  'Weight of fakes': '假样本的权重',
  'How much it counts in D’s loss to find generated samples out.':
    '在判别器的损失中，识破生成样本占多大分量。',
  'What G aims at': '生成器的目标',
  'To pass for real, or only to look the same on average to D’s last layer; the authors of the latter found worse pictures and a better classifier.':
    '冒充真实样本，或只是在判别器的最后一层看来平均相同；后者的作者发现图像较差、分类器更好。',
  'Pass for real': '冒充真实',
  'Feature matching': '特征匹配',
  'Train the baseline': '训练基线',
  'A copy of D as it was at the start learns from the same labelled batches, and from nothing else.':
    '与最初的判别器相同的一份拷贝，从同样的有标签批次中学习，此外什么也不用。',
  'Picked images': '挑选的图像',
  'The numbers of the training images that are labelled; empty to draw so many per class.':
    '带标签的训练图像的编号；留空则每类抽取相应数量。',
  // Curves.
  'Held-out accuracy of D': '判别器的留出准确率',
  'Share of held-out samples whose class D finds; a mean over about fifty steps of a few samples each.':
    '判别器认对类别的留出样本比例；约五十步的平均，每步只看少量样本。',
  'Held-out accuracy of the baseline': '基线的留出准确率',
  'The same of the classifier that saw the labelled samples alone; the gap is what unlabelled samples are worth.':
    '只看过有标签样本的分类器的同一数值；差距就是无标签样本的价值。',
  'Accuracy of D on labelled samples': '判别器在有标签样本上的准确率',
  'Of the labelled batch it is being trained on; at 1 with a low held-out accuracy D knows them by heart.':
    '针对正在用来训练的有标签批次；若为 1 而留出准确率低，说明判别器只是背下了它们。',
  'D(held-out)': 'D(留出)',
  'Mean probability that D gives held-out samples of being real, over about fifty steps.':
    '判别器认为留出样本为真的平均概率，取约五十步的平均。',
  'Class loss of D': '判别器的类别损失',
  'The part of D’s loss that comes from labelled samples, in nats.':
    '判别器损失中来自有标签样本的部分，单位为奈特。',
  'Loss of the baseline': '基线的损失',
  'What the baseline minimises: the class loss on the same labelled samples.':
    '基线要最小化的量：同样的有标签样本上的类别损失。',
  // Views.
  'Labelled images': '有标签的图像',
  'All that the run is told about classes: these images with their labels, at most 100 of them shown. Every other image is seen without.':
    '这次运行关于类别所知道的一切：这些带标签的图像，最多显示 100 张。其余图像都不带标签。',
  'Classes found by D': '判别器认出的类别',
  'Shares of each class of the held-out samples that D takes for which; the accuracy is exact.':
    '留出样本的每一类被判别器认作各类的比例；准确率是精确的。',
  'Classes found by the baseline': '基线认出的类别',
  'The same of the classifier that saw the labelled samples alone.':
    '只看过有标签样本的分类器的同样结果。',
  'Reading a picture': '读一张图',
  'The probability that D and the baseline give each class for a picture, and D’s verdict whether it is real.':
    '判别器与基线认为一张图属于各类的概率，以及判别器对其真假的判断。',
  'A picture to classify': '要分类的图',
  'Classes by D': '判别器划分的类别',
  'How D divides the plane into classes, with the few points whose labels it was told.':
    '判别器如何把平面划分成类别，以及告诉过它标签的少数点。',
  'Classes by the baseline': '基线划分的类别',
  'How a classifier divides the plane that saw the labelled points alone.':
    '只看过有标签点的分类器如何划分平面。',
  'Images to pick from': '可挑选的图像',
  'Training images with their numbers: pick those whose labels the next run is told, some of every class.':
    '训练图像及其编号：点选下一次运行要告诉标签的图像，每类都选几张。',
  Page: '页',
  'Each has 100 images; past the last one, the last is shown.':
    '每页 100 张图像；超过最后一页时显示最后一页。',
  Shown: '显示',
  'One shade per class, each place in that of its likeliest; or how likely one class is.':
    '每类一种色调，每处取最可能的类别；或某一类有多可能。',
  'Regions of all classes': '所有类别的区域',
  'How many unlabelled and how many generated points to draw.': '画出多少个无标签点和生成点。',
  'Cells of the plane per side.': '平面每边的格数。',
  // Written by views as they are drawn.
  'class, first to last': '类别，从第一到最后',
  'p(class)': 'p(类别)',
  unlabelled: '无标签',
  generated: '生成',
  labelled: '有标签',
  'Class found': '认出的类别',
  'Held-out accuracy': '留出准确率',
  'Standard error': '标准误差',
  'Held-out samples': '留出样本数',
  'Read by': '读者',
  Baseline: '基线',
};
