// What the catalog says about the settings, losses, penalties and measures that architectures share, in simplified
// Chinese, by the English sentence.

export const training: Readonly<Record<string, string>> = {
  'Model size': '模型大小',
  'Sets the widths, and the settings that go with them: nano trains anywhere, paper is what the paper used.':
    '决定网络宽度以及与之相配的设置：“微型”在哪里都能训练，“论文”是论文所用的大小。',
  Nano: '微型',
  Paper: '论文',
  'z dimensions': 'z 的维数',
  'How many random numbers G turns into one sample.': '生成器用多少个随机数得到一个样本。',
  'Prior of z': 'z 的先验分布',
  'The law that z is drawn from.': 'z 从这一分布中抽取。',
  'Normal N(0, I)': '正态 N(0, I)',
  'Uniform (−1, 1)': '均匀 (−1, 1)',
  'Uniform (−√3, √3)': '均匀 (−√3, √3)',
  'Uniform (0, 1)': '均匀 (0, 1)',
  'Sphere of radius √dim': '半径为 √dim 的球面',
  Loss: '损失',
  'What D and G minimise.': '判别器与生成器各自要最小化的量。',
  'Non-saturating': '非饱和',
  Minimax: '极小极大',
  'Blend of both': '两者混合',
  'Least squares': '最小二乘',
  Hinge: '铰链',
  'Share of minimax': '极小极大的份额',
  '1 is the pure minimax loss of G, 0 the pure non-saturating one.':
    '1 是生成器的纯极小极大损失，0 是纯非饱和损失。',
  'Label smoothing': '标签平滑',
  'D aims at 1 minus this for real data, so that it never grows overconfident.':
    '对真实数据，判别器的目标是 1 减去此值，以免过于自信。',
  'Instance noise σ': '实例噪声 σ',
  'Normal noise added to everything that D sees; it makes real and fake overlap.':
    '给判别器看到的一切加上正态噪声，使真实与生成的样本有所重叠。',
  'R1 γ': 'R1 惩罚 γ',
  'Weight of the R1 penalty on the slope of D at real data; 0 is off.':
    'R1 惩罚的权重，针对判别器在真实数据处的斜率；0 表示关闭。',
  'Gradient penalty λ': '梯度惩罚 λ',
  'Weight of the penalty that pulls the slope of D towards 1; 0 is off.':
    '把判别器的斜率拉向 1 的惩罚的权重；0 表示关闭。',
  'Batch size': '批次大小',
  'Real samples, and as many fakes, per update of D.':
    '判别器每次更新所用的真实样本数，生成样本也同样多。',
  Optimiser: '优化器',
  'Adam adapts the step of each weight; SGD with momentum is what the 2014 paper used.':
    'Adam 为每个权重调整步长；2014 年的论文用的是带动量的 SGD。',
  'SGD with momentum': '带动量的 SGD',
  'Learning rate of G': '生成器的学习率',
  'How far G moves at each update.': '生成器每次更新移动多远。',
  'Learning rate of D': '判别器的学习率',
  'How far D moves at each update.': '判别器每次更新移动多远。',
  'Memory of the gradient; high values make the two players oscillate.':
    '对梯度的记忆；数值高会让双方来回振荡。',
  'Memory of the size of the gradient.': '对梯度大小的记忆。',
  'Momentum at the start': '开始时的动量',
  'Share of the last update that the next one keeps.': '下一次更新保留上一次更新的比例。',
  'Momentum at epoch 250': '第 250 轮的动量',
  'Momentum rises in a straight line from the start value to this one.':
    '动量从初值沿直线上升到此值。',
  'Learning-rate decay': '学习率衰减',
  'The learning rate is divided by this after each batch.': '每个批次之后，学习率除以此数。',
  'D updates per step (k)': '每步的判别器更新次数（k）',
  'How often D is trained before G moves.': '生成器行动之前，判别器训练几次。',
  'G updates per step': '每步的生成器更新次数',
  'How often G is trained after D has moved.': '判别器行动之后，生成器训练几次。',
  'Order of updates': '更新顺序',
  'Alternating: G answers the new D. Simultaneous: both move from the same point, on the same fakes.':
    '交替：生成器回应新的判别器。同时：双方从同一点出发，用同一批生成样本。',
  Alternating: '交替',
  Simultaneous: '同时',
  'Train D': '训练判别器',
  'Off freezes D, so that you can watch G exploit it.':
    '关闭则冻结判别器，可以观察生成器如何钻它的空子。',
  'Train G': '训练生成器',
  'Off freezes G, so that D approaches its optimum.': '关闭则冻结生成器，判别器会接近它的最优解。',
  'Average G (EMA)': '平均生成器（EMA）',
  'Keeps a moving average of the weights of G; its samples are steadier.':
    '保留生成器权重的滑动平均；其样本更稳定。',
  'EMA decay': 'EMA 衰减',
  'Share of the average that survives each step.': '每一步之后平均值保留的比例。',
  on: '开',
  off: '关',
  'G maximises log D(G(z)): it keeps a strong gradient while D still rejects its samples.':
    '生成器最大化 log D(G(z))：即使判别器仍拒绝它的样本，梯度也保持够强。',
  'The two-player game as stated: G minimises log(1 − D(G(z))), whose gradient vanishes while D wins.':
    '原本的二人博弈：生成器最小化 log(1 − D(G(z)))，判别器占优时梯度消失。',
  'A weighted mean of the minimax and the non-saturating loss of G.':
    '生成器的极小极大损失与非饱和损失的加权平均。',
  'D regresses real to 1 and fake to 0, so that samples far on the right side still pull.':
    '判别器把真实样本回归到 1、生成样本回归到 0，因此远在正确一侧的样本仍有拉力。',
  'D only pushes samples that are within the margin; G raises its logits.':
    '判别器只推动间隔之内的样本；生成器提高自己的 logit。',
  'The critic estimates the earth mover distance; it needs a Lipschitz penalty, such as the gradient penalty.':
    '评判器估计推土机距离；它需要 Lipschitz 惩罚，例如梯度惩罚。',
  'Punishes slopes of D at real data, so that D is flat where G has arrived.':
    '惩罚判别器在真实数据处的斜率，使它在生成器到达之处变平。',
  'Gradient penalty': '梯度惩罚',
  'Pulls the slope of D between real and fake samples towards 1.':
    '把判别器在真实与生成样本之间的斜率拉向 1。',
  'Modes covered': '覆盖的模式数',
  'Modes that at least a hundredth of a fair share of the samples came within 4 σ of.':
    '在 4 σ 以内至少得到应得样本百分之一的模式数。',
  'High-quality samples': '高质量样本',
  'Share of the samples that lie within 4 σ of a mode.': '落在某个模式 4 σ 以内的样本比例。',
};
