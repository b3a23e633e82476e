// Chinese for the measures: their names, what they say, and how they move with the number of samples.

export const metrics: Readonly<Record<string, string>> = {
  'KL(G ‖ data)': 'KL（G ‖ 数据）',
  'How surprising G’s samples are under the true density: large where G puts points that the data never have.':
    'G 的样本在真实密度下有多出人意料：G 把点放到数据从不出现的地方时很大。',
  'Too high by about the number of occupied cells over twice the number of samples.':
    '偏高，约为有点的格子数除以样本数的两倍。',
  'KL(data ‖ G)': 'KL（数据 ‖ G）',
  'How surprising the data are under G: large where G has dropped a mode.':
    '数据在 G 的分布下有多出人意料：G 漏掉某个模式时很大。',
  'Too high for few samples, which leave cells empty; one imagined sample is spread over all cells to keep it finite.':
    '样本少时有空格子，因而偏高；为使其有限，把一个假想的样本均匀摊到所有格子上。',
  'Jensen-Shannon divergence': 'Jensen-Shannon 散度',
  'What the original GAN minimises: 0 when G has learned the data, log 2 when the two never meet.':
    '原始 GAN 所最小化的量：G 学会数据时为 0，两者毫不重叠时为 log 2。',
  'Too high by about a quarter of the number of occupied cells over twice the number of samples.':
    '偏高，约为有点的格子数除以样本数的两倍，再取四分之一。',
  'Loss of the best possible D': '最优判别器的损失',
  'What D would lose if it knew both densities, log 4 − 2 JS; a D far above it has not kept up with G.':
    '如果 D 知道两种密度，它的损失会是 log 4 − 2 JS；远高于此的 D 没有跟上 G。',
  'Too low by twice the bias of the Jensen-Shannon divergence.':
    '偏低，为 Jensen-Shannon 散度偏差的两倍。',
  'Maximum mean discrepancy': '最大均值差异（MMD）',
  'Squared distance of the two clouds in a space of Gaussian bumps as wide as the median distance of the data.':
    '两团点在高斯核空间里的距离平方，核宽取数据间距离的中位数。',
  'None; values just below 0 occur when G has learned the data.':
    '无；G 学会数据时会出现略低于 0 的值。',
  'Sliced Wasserstein distance': '切片 Wasserstein 距离',
  'How far samples would have to be carried to become the data, averaged over directions; it grows evenly with distance.':
    '把样本搬成数据要走多远，对各个方向取平均；它随距离均匀增长。',
  'Too high for few samples, in proportion to one over the root of their number.':
    '样本少时偏高，与样本数平方根的倒数成正比。',
  'Too few samples miss rare modes.': '样本太少会错过罕见的模式。',
  'None.': '无。',
  'Fréchet distance': 'Fréchet 距离',
  'Distance between Gaussians fitted to the features of real and of generated images: the formula of FID, on the named features instead of Inception’s.':
    '对真实图像和生成图像的特征各拟合一个高斯分布，再取两者的距离：公式同 FID，但用的是所标明的特征，而不是 Inception 的。',
  'Too high for few samples, by about the number of features over their number; compare only figures of equally many samples.':
    '样本少时偏高，约为特征数除以样本数；只能比较样本数相同的数值。',
  'Kernel distance': '核距离',
  'Distance of real and generated features under a cubic kernel: the formula of KID, which few samples do not bias.':
    '真实特征与生成特征在三次核下的距离：公式同 KID，样本少也没有偏差。',
  Precision: '精确率',
  'Share of the generated images that lie among the real ones: how good they are.':
    '落在真实图像之间的生成图像所占的比例：它们有多好。',
  'Depends on the number of samples, which sets the size of the neighbourhoods; outliers among the real images raise it.':
    '取决于样本数，它决定邻域的大小；真实图像中的离群点会使它升高。',
  Recall: '召回率',
  'Share of the real images that lie among the generated ones: how much of the data G covers.':
    '落在生成图像之间的真实图像所占的比例：G 覆盖了多少数据。',
  'Depends on the number of samples, which sets the size of the neighbourhoods; outliers among the generated images raise it.':
    '取决于样本数，它决定邻域的大小；生成图像中的离群点会使它升高。',
  Density: '密度',
  'In how many neighbourhoods of real images a generated one lies, over what real ones would: precision that outliers do not fool.':
    '一幅生成图像落在多少个真实图像的邻域里，与真实图像应有的数目相比：不受离群点欺骗的精确率。',
  'None in expectation between sets of one law.': '两组样本来自同一分布时，期望上没有偏差。',
  Coverage: '覆盖率',
  'Share of the real images whose neighbourhood holds a generated one: recall that outliers do not fool.':
    '邻域里有生成图像的真实图像所占的比例：不受离群点欺骗的召回率。',
  'Below 1 even for two real sets: 1 − 2⁻⁵, about 0.97, for equally many samples.':
    '即使是两组真实图像也低于 1：样本数相同时为 1 − 2⁻⁵，约 0.97。',
  'Fréchet distance within classes': '类内 Fréchet 距离',
  'The Fréchet distance of each class by itself, averaged: high where every class is one picture.':
    '每个类别各自的 Fréchet 距离，取平均：若每个类别只有一幅图，它就很高。',
  'Too high for few samples per class, by about the number of features over their number.':
    '每类样本少时偏高，约为特征数除以该类样本数。',
  'Feature diversity': '特征多样性',
  'Mean distance of the features of two generated images, each scaled to unit length, as LPIPS does: near 0 when all look alike.':
    '两幅生成图像的特征之间的平均距离，与 LPIPS 一样先缩放到单位长度：全都相像时接近 0。',
  'Copies, by features': '复制的比例（按特征）',
  'Share of the generated images that are three times nearer to one training image than to any other.':
    '与某一幅训练图像的距离不到与其他任何一幅的三分之一的生成图像所占的比例。',
  'None; duplicates among the training images hide copies.': '无；训练图像中若有重复，会掩盖复制。',
  'Classifier score': '分类器得分',
  'High when the classifier is sure of each image and the classes are even: the formula of the Inception score. It does not look at real images.':
    '分类器对每幅图都有把握、各类又均匀时很高：公式同 Inception 得分。它不看真实图像。',
  'Slightly too high for few samples per class.': '每类样本少时略偏高。',
  'Entropy of classes': '类别的熵',
  'How evenly the classifier finds the classes in the samples: log K when all are equally frequent, 0 when only one is left.':
    '分类器在样本中看到的各类有多均匀：全都一样多时为 log K，只剩一类时为 0。',
  'Too low by about the number of classes over twice the number of samples.':
    '偏低，约为类别数除以样本数的两倍。',
  'Class accuracy': '类别准确率',
  'Share of the images in which an independent classifier sees the class that G was asked for.':
    '独立的分类器看到的正是要求 G 生成的类别，这样的图像所占的比例。',
  'None; the classifier’s own errors bound it.': '无；分类器自身的错误是它的上限。',
  'Path length in z': 'z 中的路径长度',
  'How fast features change along an arc between two z: large where images jump.':
    '沿两个 z 之间的圆弧，特征变化得有多快：图像跳变时很大。',
  'Path length in w': 'w 中的路径长度',
  'How fast features change along a straight line between two w: large where images jump.':
    '沿两个 w 之间的直线，特征变化得有多快：图像跳变时很大。',
  'None; the outer percents are left out, since a few jumps carry the mean.':
    '无；两端各百分之一不计，因为少数跳变就会左右平均值。',
  'Linear separability in z': 'z 的线性可分性',
  'How badly planes in z split the classes that the classifier sees: 1 when each has a side of its own.':
    'z 中的平面把分类器看到的各类分得有多差：每一类各占一侧时为 1。',
  'Too low for few samples per dimension of z, which planes then split by chance.':
    '相对 z 的维数样本太少时偏低，因为平面碰巧就能把它们分开。',
  'Linear separability in w': 'w 的线性可分性',
  'How badly planes in w split the classes that the classifier sees: 1 when each has a side of its own.':
    'w 中的平面把分类器看到的各类分得有多差：每一类各占一侧时为 1。',
  'Too low for few samples per dimension of w, which planes then split by chance.':
    '相对 w 的维数样本太少时偏低，因为平面碰巧就能把它们分开。',
  'Distance of Laplacian patches': '拉普拉斯图块距离',
  'Sliced Wasserstein distance between small patches at several scales, times 1,000: blur and noise show at fine scales, wrong layout at coarse ones.':
    '多个尺度上小图块之间的切片 Wasserstein 距离，乘以 1,000：模糊和噪声显现在细尺度，布局错误显现在粗尺度。',
  'Similarity of pairs (MS-SSIM)': '成对相似度（MS-SSIM）',
  'Mean structural similarity of two generated images: near 1 when all look alike; compare it with the real images’.':
    '两幅生成图像之间的平均结构相似度：全都相像时接近 1；请与真实图像的值比较。',
  'Similarity of pairs within classes': '类内成对相似度',
  'The same of two images that were asked for the same class: high where a class has collapsed.':
    '同上，但两幅图要求的是同一类：某一类坍缩时很高。',
  'Copies, by pixels': '复制的比例（按像素）',
  'Reconstruction error': '重建误差',
  'Mean squared difference per pixel between real images and what encoder and generator make of them.':
    '真实图像与编码器和生成器还原出的图像之间，每个像素的均方差。',
  'Unexplained share of the images': '未能解释的比例',
  'Reconstruction error over that of the mean image: 0 is perfect, 1 no better than knowing nothing of the image.':
    '重建误差除以用平均图像代替时的误差：0 为完美，1 表示和对图像一无所知没有区别。',
  'Slightly too high for few images.': '图像少时略偏高。',
  'digits classifier': '数字分类器',
  'shapes regressor': '形状回归器',
  'faces regressor': '人脸回归器',
  'random convolutions': '随机卷积',
  'own classifier': '自有数据分类器',
};
