// Symptoms, remedies and observations of the health panel.

export const health: Readonly<Record<string, string>> = {
  'D is too strong': 'D 过强',
  'D has been right about nearly every sample, real or fake, for a while; what G learns from it becomes noise.':
    '一段时间以来，D 几乎判对了每个样本，不论真假；G 能从中学到的只剩噪声。',
  'Slow D down or blur what it sees: a lower rate of D, fewer steps of D, instance noise, or a gradient penalty (R1).':
    '让 D 慢一些，或让它看得模糊一些：降低 D 的学习率、减少 D 的步数、加入实例噪声，或使用梯度惩罚（R1）。',
  'G’s gradient vanishes': 'G 的梯度消失',
  'The gradient that reaches G is a tiny part of what it was: G stands still, whatever its samples look like.':
    '到达 G 的梯度只剩原来的极小一部分：不论样本好坏，G 都停在原地。',
  'Use the non-saturating loss, give G more to learn from by weakening D, or start again with a smaller rate where an output is saturated.':
    '使用非饱和损失；削弱 D，让 G 有东西可学；如果是输出饱和，请用更小的学习率重新开始。',
  'Gradients run away': '梯度失控',
  'A gradient is many times longer than it used to be; the next steps may overflow.':
    '梯度比之前长了许多倍；接下来的几步可能溢出。',
  'Lower the learning rates, or bound D with a gradient penalty.':
    '降低学习率，或用梯度惩罚约束 D。',
  'Mode collapse': '模式坍塌',
  'G gives nearly the same samples for different z: far more pairs of them are close than among real samples.':
    'G 对不同的 z 给出几乎相同的样本：彼此接近的样本对远多于真实样本。',
  'Give D more time (more steps of D, a lower rate of G), or smooth it with a gradient penalty; then start over if G does not spread out again.':
    '给 D 更多时间（增加 D 的步数、降低 G 的学习率），或用梯度惩罚让它平滑；如果 G 仍不散开，请重新开始。',
  'Collapse within a class': '类内坍塌',
  'For one class asked of it, G gives nearly the same sample whatever z is, although the others vary.':
    '对于其中一个类别，无论 z 是什么，G 都给出几乎相同的样本，而其他类别仍有变化。',
  'Lower the weight of the class term, which pays for typical samples, and give D more time.':
    '降低类别项的权重（它奖励典型样本），并给 D 更多时间。',
  Oscillation: '振荡',
  'The sample of one and the same z keeps jumping across the data from look to look: the players chase each other in circles.':
    '同一个 z 的样本每次查看都在数据之间跳来跳去：两个玩家在互相追逐、原地打转。',
  'Lower both rates, average G’s weights (EMA), or add a gradient penalty.':
    '降低两者的学习率，对 G 的权重取平均（EMA），或加入梯度惩罚。',
  Memorisation: '记忆训练数据',
  'Generated samples lie much closer to training samples than these lie to one another: G repeats what it was shown.':
    '生成样本与训练样本的距离远小于训练样本之间的距离：G 在重复它见过的东西。',
  'Train on more data, make the networks smaller, or stop earlier. No live setting brings the lost variety back.':
    '使用更多数据，缩小网络，或更早停止。没有任何可实时调整的设置能找回失去的多样性。',
  'Dead units': '死亡单元',
  'More than two fifths of a layer is 0 for every sample; such units get no gradient and never come back.':
    '某一层有超过五分之二的单元对所有样本都输出 0；这样的单元得不到梯度，再也不会恢复。',
  'Start again with a lower rate, or with leaky ReLU, which keeps a gradient on the negative side.':
    '用更低的学习率重新开始，或改用 leaky ReLU，它在负半轴仍有梯度。',
  'mean D(real)': 'D(真) 的均值',
  'mean D(fake)': 'D(假) 的均值',
  'median ‖∇G‖ against its 90th percentile so far': '‖∇G‖ 的中位数与其至今第 90 百分位数之比',
  'median ‖∇G‖ against the largest ‖∇D‖ so far': '‖∇G‖ 的中位数与至今最大 ‖∇D‖ 之比',
  'close pairs of generated samples against real ones': '接近的生成样本对与真实样本对之比',
  'growth of the mean distance of generated samples, in mean distances of real samples':
    '生成样本之间平均距离的增长，以真实样本的平均距离为单位',
  'mean distance of generated samples, in mean distances of real samples':
    '生成样本之间的平均距离，以真实样本的平均距离为单位',
  'share of the moves that leads somewhere': '移动中有方向性的比例',
  'median move of a sample between two looks, in mean distances of real samples':
    '两次查看之间样本平均移动的中位数，以真实样本的平均距离为单位',
  'median distance of a generated sample to training data against that of training data to each other':
    '生成样本到训练数据的中位距离与训练数据相互之间的中位距离之比',
};

/** Observations with a name in them. */
export const HEALTH_PATTERNS = [
  {
    pattern: /^median ‖∇(G|D)‖ of the last 20 steps against the first 50$/,
    translation: '最近 20 步 ‖∇$1‖ 的中位数与前 50 步之比',
  },
  {
    pattern: /^mean distance within class (\d+) against real samples$/,
    translation: '类别 $1 内部的平均距离与真实样本之比',
  },
  { pattern: /^share of silent units in (.+)$/, translation: '$1 中静默单元的比例' },
] as const;
