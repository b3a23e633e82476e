// Texts of the dialogs, in simplified Chinese.
import type { dialogs as source } from '../en/dialogs';

export const dialogs: typeof source = {
  help: {
    heading: '我看到的是什么？',
    introduction:
      '两个小型神经网络正在你自己的电脑上对弈。生成器 G 把随机数 z 变成样本；判别器 D 同时看到真实数据和 G 的样本，学着把它们区分开。双方互相促进：D 越敏锐，G 就必须越好。舞台上的样本总是来自同一组随机数，所以那里的变化就是 G 学到的东西。训练时可以改动配方中的设置，再看曲线如何回应。',
    private: '一切都留在这台机器上：没有服务器，没有账号。标签页隐藏时训练继续，离线也能使用。',
    colours: '颜色',
    colourMeanings: {
      real: '真实数据',
      fake: '生成器及其样本',
      d: '判别器',
      encoder: '编码器与分类器',
    },
    shortcuts: '按键',
    keys: {
      toggle: '开始或暂停',
      step: '双方走一步',
      stepD: '判别器走一步',
      stepG: '生成器走一步',
      reset: '重置，种子不变',
      undo: '撤销',
      redo: '重做',
      save: '保存',
      open: '打开',
      projector: '投影',
      help: '本帮助',
    },
    space: '空格',
  },
  file: {
    heading: '保存与打开',
    saveHeading: '保存这次运行',
    saveHelp:
      '一个文件，包含设置、全部权重、优化器的记忆和随机状态：再次打开后，就像从未停过一样继续。',
    saveRun: '保存运行',
    openHeading: '打开运行',
    openHelp: '选择保存的运行，或把它拖到页面任意处。当前的运行会被替换。',
    openRun: '打开运行',
    shareHeading: '分享设置',
    shareHelp: '链接包含所有设置和种子，但不含权重，也不含你自己的数据。打开链接不会自行开始训练。',
    copy: '复制链接',
    csvHeading: '保留曲线',
    csvHelp: '每条曲线的每一步，存为表格。',
  },
  recovery: {
    recover: '恢复',
    dismiss: '不用了',
  },
};
