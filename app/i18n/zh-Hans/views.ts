// Texts of the components in app/components/views, in simplified Chinese.
import type { views as source } from '../en/views';

export const views: typeof source = {
  empty: '还没有内容。',
  loading: '正在绘制…',
  savePng: '把图像存为 PNG',
  layers: '图层',
  layerNames: {
    real: '真实',
    fake: '生成',
    manifold: '隐空间网格',
    arrows: '对 G 的拉力',
  },
  layerHelp: {
    real: '数据集中的点。',
    fake: '生成器由随机 z 生成的点。',
    heat: '判别器认为每个位置有多真；线上是它无法判断之处。',
    manifold: 'z 的方格网经生成器弯曲后的样子；越密，生成的点越多。',
    arrows: '生成器的损失把生成点拉向何处；越长越强。',
  },
  rampKey: '色标：0 为肯定是生成的，0.5 为无法判断，1 为肯定是真实的',
  reading: (x, y, label, value) =>
    label === '' ? `x ${x}  y ${y}` : `x ${x}  y ${y}  ${label} ${value}`,
  sample: (number) => `样本 ${number}`,
  summary: (label, sentence) => `${label}：${sentence}`,
  imagesSummary: (count, width, height) => `${count} 张 ${width} × ${height} 像素的图像。`,
  cloud: (label, count) => `${label}：${count} 个点。`,
  cloudWithField: (label, count, value, mean) =>
    `${label}：${count} 个点，${value} 的平均值为 ${mean}。`,
  outside: (count) => `其中 ${count} 个在图外。`,
  meanOf: (label, mean) => `${label}的平均值：${mean}。`,
  rangeOf: (label, low, high) => `${label}：${low} 至 ${high}。`,
  noValues: (label) => `${label}：没有数值。`,
  matrixAxes: (rows, columns) => `行：${rows}。列：${columns}。`,
  matrixSummary: (rows, columns, rowTitle, columnTitle) =>
    `${rows} 行（${rowTitle}）× ${columns} 列（${columnTitle}）的矩阵。`,
  tableSummary: (rows, columns) => `${rows} 行 ${columns} 列的表格。`,
  numbers: '数值',
  from: '从',
  to: '到',
};
