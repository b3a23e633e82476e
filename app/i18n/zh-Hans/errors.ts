// The sentence for each error code in simplified Chinese; the English one comes with the error. Problems that the library
// words in English (a damaged file, a browser's own message) stand inside as they are.

import type { ErrorCode, ErrorDetails } from '../../../lib/schema/errors';
import { localise } from './catalog';

type ErrorTexts = { readonly [C in ErrorCode]: (details: ErrorDetails<C>) => string };

const list = (values: readonly string[]): string => values.join('、');

export const errors: ErrorTexts = {
  'config.notAnObject': () => '这里应当是带有字段名的对象；请检查内容是从哪里复制的。',
  'config.unknownKey': (d) => `没有“${d.key}”这项设置；这里的设置有：${list(d.allowed)}。`,
  'config.wrongType': (d) => `“${d.key}”的类型不对：应为 ${d.expected}，实际是 ${d.actual}。`,
  'config.outOfRange': (d) => `“${d.key}”应在 ${d.min} 到 ${d.max} 之间，但给出的是 ${d.value}。`,
  'config.unknownChoice': (d) =>
    `“${d.key}”不能是“${d.value}”；请从这些中选择：${list(d.allowed)}。`,
  'config.version': (d) =>
    `这个实验的格式版本是 ${d.version}，而本页最多读到版本 ${d.supported}；请用更新的页面打开。`,
  'config.incompatible': (d) =>
    `体系结构“${d.architecture}”不能在这份数据上训练：${localise(d.reason)}`,
  'config.tooLarge': (d) =>
    `这个模型约需 ${d.neededMegabytes} MB 内存，而这里的上限是 ${d.limitMegabytes} MB；请选更小的模型或批次。`,
  'config.notLive': (d) => `“${d.key}”不能在运行中改动；重置后生效。`,
  'link.malformed': (d) =>
    `这个链接描述的不是一个实验（${d.problem}）；请重新索取，或从默认实验开始。`,
  'link.tooLong': (d) =>
    `这个链接有 ${d.length} 个字符，而最多读取 ${d.limit} 个；请改为索取保存的文件。`,
  'data.unrecognised': (d) =>
    `“${d.name}”不是这里能读的格式：IDX、NPY、NPZ、CIFAR-10 二进制、PNG、JPEG、WebP，或装有图片的 ZIP 或文件夹。`,
  'data.truncated': (d) =>
    `${d.format} 文件应有 ${d.expectedBytes} 字节，实际有 ${d.actualBytes} 字节；请重新下载或复制。`,
  'data.malformed': (d) => `无法读取 ${d.format} 文件：${d.problem}。`,
  'data.unsupported': (d) =>
    `${d.format} 文件用到了这里不支持的 ${d.feature}；请改用 ${d.instead}。`,
  'data.tooLarge': (d) => `${d.what} 为 ${d.value}，超过上限 ${d.limit}；请用更小的文件。`,
  'data.empty': (d) => `“${d.name}”里没有图片；请选择至少含一张 PNG、JPEG 或 WebP 的文件。`,
  'data.noPoints': () => '还什么都没有画；请先至少画一个点。',
  'data.labelCount': (d) =>
    `有 ${d.images} 张图像，却有 ${d.labels} 个标签；这两个文件必须属于同一套。`,
  'data.combination': (d) => `文件 ${d.names} 不能放在一起：${d.problem}。`,
  'data.cancelled': () => '载入数据已取消；要重新开始，请再次选择。',
  'data.missing': (d) => `本页没有数据集“${d.name}”；把它的文件拖到这里即可继续。`,
  'data.download': (d) => `无法载入数据集“${d.name}”（${d.problem}）；请检查连接后再试。`,
  'data.checksum': (d) =>
    `“${d.name}”的 sha256 是 ${d.actual.slice(0, 12)}…，而不是 ${d.expected.slice(0, 12)}…；文件已损坏或版本不同。`,
  'checkpoint.malformed': (d) => `这个文件不是保存的运行：${d.problem}。`,
  'checkpoint.truncated': (d) =>
    `保存的运行应有 ${d.expectedBytes} 字节，实际有 ${d.actualBytes} 字节；复制时被截断了。`,
  'checkpoint.mismatch': (d) =>
    `保存的运行与它所说的模型不符：${d.what} 应为 ${d.expected}，实际是 ${d.actual}。`,
  'features.malformed': (d) =>
    `“${d.name}”里没有特征权重（${d.problem}）；请选择 npm run features 所写格式的 .safetensors 文件。`,
  'features.gone': () => '这些特征已不在页面中；请重新加载或训练，或改用通常的特征。',
  'features.noClassifier': (d) =>
    `分类器至少需要 ${d.atLeast} 张带标签的图像和两个类别，而这里只有 ${d.images} 张、${d.classes} 类；请改用其他特征。`,
  'run.none': () => '还没有运行；请先创建一个。',
  'run.notPaused': () => '单步只能在暂停时进行，而现在正在训练；请先暂停。',
  'run.diverged': (d) =>
    `训练在第 ${d.step} 步停止：${localise(d.where)}不再是有限的数。可能的原因：${localise(d.cause)}最后的正常状态已保留。`,
  'run.deviceLost': (d) =>
    `${d.backend} 的图形设备丢失了（${d.reason}）；运行可以从最近保存的状态继续。`,
  'run.deviceError': (d) =>
    `${d.backend} 报告了错误，它的计算结果不再可信：${d.reason}。请换一个后端。`,
  'backend.unavailable': (d) => `后端 ${d.backend} 在这里不可用：${d.reason}。请选择另一个。`,
  'storage.failed': (d) => `浏览器没有存下这次运行（${d.problem}）；请保存为文件。`,
  'worker.stopped': (d) => `训练线程停止了（${d.problem}）；运行可以从最近保存的状态继续。`,
  internal: (d) => `程序内部出了错：${d.message}`,
};
