// Chinese for the texts that come over the wire in English: labels, help and summaries of the library. As in gettext the
// English sentence itself is the key: where it changes, the translation is missing and a test says so, whereas an id would
// go on showing a sentence that no longer holds.

import { acgan } from './catalog/acgan';
import { architectures } from './catalog/architectures';
import { bigan } from './catalog/bigan';
import { cgan } from './catalog/cgan';
import { datasets } from './catalog/datasets';
import { HEALTH_PATTERNS, health } from './catalog/health';
import { INFOGAN_PATTERNS, infogan } from './catalog/infogan';
import { metrics } from './catalog/metrics';
import { pictures } from './catalog/pictures';
import { rgan } from './catalog/rgan';
import { sgan } from './catalog/sgan';
import { training } from './catalog/training';

/** Names and symbols that are written the same in Chinese. */
const KEPT = [
  'GAN',
  'DCGAN',
  'BiGAN',
  'CGAN',
  'AC-GAN',
  'InfoGAN',
  'rGAN',
  'SGAN',
  'S',
  'M',
  'R1',
  'Adam',
  'Adam β₁',
  'Adam β₂',
  'ReLU',
  'tanh',
  'maxout',
  'Maxout',
  'Wasserstein',
  'G',
  'D',
  'D(x)',
];

const TRANSLATIONS: ReadonlyMap<string, string> = new Map([
  ...KEPT.map((name): [string, string] => [name, name]),
  ...Object.entries({
    ...acgan,
    ...architectures,
    ...bigan,
    ...cgan,
    ...datasets,
    ...health,
    ...infogan,
    ...metrics,
    ...pictures,
    ...rgan,
    ...sgan,
    ...training,
  }),
]);

/** Sentences with numbers in them; the groups of the pattern go where `$1` stands. */
const PATTERNS: readonly { readonly pattern: RegExp; readonly translation: string }[] = [
  ...HEALTH_PATTERNS,
  ...INFOGAN_PATTERNS,
  {
    pattern:
      /^its fully connected nets take images of at most (\d+) × (\d+), and these are (\d+) × (\d+)\.$/,
    translation: '它的全连接网络最多接受 $1 × $2 的图像，而这些是 $3 × $4。',
  },
  {
    pattern: /^it convolves over images, and these are points\.$/,
    translation: '它在图像上做卷积，而这些是点。',
  },
  {
    pattern: /^it is built for images of ([\d, ]+) pixels, and these are (\d+) wide\.$/,
    translation: '它适用于 $1 像素的图像，而这些宽 $2。',
  },
  { pattern: /^it does not train on points\.$/, translation: '它不在点上训练。' },
  { pattern: /^it does not train on images\.$/, translation: '它不在图像上训练。' },
  {
    pattern: /^the learning rate of ([DG]) is (\S+), above (\S+); lower it\.$/,
    translation: '$1 的学习率为 $2，高于 $3；请调低。',
  },
  {
    pattern: /^the gradient of ([DG]) grew from about (\S+) to (\S+); lower its learning rate\.$/,
    translation: '$1 的梯度从约 $2 增长到 $3；请调低它的学习率。',
  },
  {
    pattern:
      /^the Wasserstein loss runs without a gradient penalty, so D’s output has no bound; set one\.$/,
    translation: 'Wasserstein 损失没有配梯度惩罚，判别器的输出没有界限；请设置一个。',
  },
  {
    pattern:
      /^the two players drove each other to ever larger values; lower the learning rates or add a penalty\.$/,
    translation: '双方把彼此推向越来越大的数值；请调低学习率或加上惩罚。',
  },
];

/** True when the text needs no translation or has one. */
export function isTranslated(english: string): boolean {
  return !/[A-Za-z]/.test(english) || translate(english) !== undefined;
}

function translate(english: string): string | undefined {
  const found = TRANSLATIONS.get(english);
  if (found !== undefined) return found;
  for (const { pattern, translation } of PATTERNS) {
    if (pattern.test(english)) return english.replace(pattern, translation);
  }
  return undefined;
}

/** The Chinese for a text of the library; names that nobody could translate beforehand, such as those of own files, stay. */
export const localise = (english: string): string => translate(english) ?? english;
