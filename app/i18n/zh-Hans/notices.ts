// Short messages about what has just happened, in simplified Chinese.
import type { notices as source } from '../en/notices';

export const notices: typeof source = {
  linkCopied: '链接已复制到剪贴板。',
  linkReady: '这里不能使用剪贴板；请从地址栏复制链接。',
  runSaved: '运行已保存。',
  runOpened: '运行已打开，处于暂停状态。',
  runRecovered: '运行已恢复，处于暂停状态。',
  recoveryAvailable: '可以恢复之前的运行。',
  csvSaved: '曲线已保存。',
  linkIgnored: '链接无法读取；页面以自己的实验开始。',
  architectureChanged: '体系结构随数据更换了，因为之前的那个不能在这份数据上训练。',
  linkWaits: '链接中的设置已放入配方；它们等待重置，以免丢失当前的运行。',
  workerSilent:
    '训练线程已有半分钟没有消息。也许只是一步很慢；如果不想等待，可以启动新的训练线程，从运行的最近副本继续。',
  languageMissing: '该语言的文本没有载入；请在有网络时再试。',
};
