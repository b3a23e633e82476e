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
  on: '开',
  off: '关',
};
