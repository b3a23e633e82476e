// Texts of the form controls, in simplified Chinese.
import type { controls as source } from '../en/controls';

export const controls: typeof source = {
  close: '关闭',
  dismiss: '知道了',
  more: '更多',
  slider: (label) => `${label}，滑块`,
  help: (label) => `关于${label}`,
  notANumber: (text) => `“${text}”不是数字；请写成 0.0002 或 2e-4 这样的形式。`,
  notWhole: (text) => `${text} 不是整数。`,
  empty: '这里需要一个数字。',
  outOfRange: (value, min, max) => `${value} 不在 ${min} 到 ${max} 之间；设置没有改变。`,
  listOf: (count) => `${count} 个数`,
  emptyList: '无',
  tooMany: (count, limit) => `${count} 个数超过了上限 ${limit}；设置没有改变。`,
  listHint: (limit) => `最多 ${limit} 个数，用空格或逗号隔开。`,
  tableHint: '每行一排，数之间用空格或逗号隔开。',
  notSquare: (count) => `${count} 个数排不成方表；设置没有改变。`,
  rowSums: (sums) => `各行之和：${sums}`,
  startTable: (side) => `从 ${side} × ${side} 开始，对角线为 1`,
  on: '开',
  off: '关',
};
