// Texts of the explore column, in simplified Chinese.
import type { explore as source } from '../en/explore';

export const explore: typeof source = {
  heading: '探索',
  view: '视图',
  refresh: '重新绘制',
  follow: '跟随运行',
  followHelp: '训练时每隔几秒重新绘制。',
  atStep: (step) => `第 ${step} 步`,
  noViews: '本次运行没有其他视图。',
  needsRun: '网络搭好之后，这里就有内容可看。',
  drawing: '正在绘制…',
  drawingPad: '画板：用指针或手指在黑底上画白线',
  choosePicture: '选择图片…',
  pickTraining: '选一张训练图像',
  clearPicture: '清空',
  unreadablePicture: (name) =>
    `需要 PNG、JPEG 或 WebP 图片，而“${name}”无法作为图片读取；请换一个文件。`,
  network: {
    layer: '层',
    output: '输出',
    parameters: '参数',
    macs: '乘加次数',
    macsHelp: '每个样本前向计算的乘加次数。',
    total: '合计',
    memory: (megabytes) => `整个运行约需 ${megabytes} MB 内存。`,
    names: {
      G: '生成器 G',
      D: '判别器 D',
      E: '编码器 E',
      Q: '隐编码读取器 Q',
      C: '分类器 C',
    },
  },
};
