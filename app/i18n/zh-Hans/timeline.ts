// Texts of the curves under the stage, in simplified Chinese.
import type { timeline as source } from '../en/timeline';

export const timeline: typeof source = {
  heading: '时间线',
  charts: {
    loss: '损失',
    probability: '判别器的判断',
    gradient: '梯度长度',
    other: '其他',
  },
  empty: '训练开始后，曲线会出现在这里。',
  step: '步',
  change: (label, from, to) => `${label}：${from} → ${to}`,
  changes: '改动',
  noChanges: '本次运行没有改动任何设置。',
  csv: 'CSV',
  csvHelp: '把每条曲线的每一步下载为表格。',
  window: '显示的步数',
  windows: { all: '全部', last: (count) => `最近 ${count}` },
  table: '以表格显示',
  summary: (label, value, low, high) => `${label}为 ${value}，至今在 ${low} 与 ${high} 之间。`,
  noValues: (label) => `${label}还没有数值。`,
  latest: '最新',
  lowest: '最低',
  highest: '最高',
  curve: '曲线',
};
