// The real data sets that a user can install: where each file lies, how long it is and its sha256. The sums are those that
// TensorFlow Datasets publishes for the same addresses. Nothing of them is shipped with the project.

import { CIFAR10_CLASSES } from '../../lib/gan/datasets/decode/cifar';

export interface RemoteFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
}

export interface InstallableSet {
  readonly id: string;
  readonly label: string;
  /** Folder on the server, ending in a slash. */
  readonly baseUrl: string;
  readonly files: readonly RemoteFile[];
  /** The files of an archive to keep, in their order; the archive itself is not kept. Null keeps the downloads. */
  readonly unpack: readonly string[] | null;
  readonly size: number;
  readonly channels: 1 | 3;
  readonly count: number;
  readonly trainCount: number;
  readonly classes: readonly string[];
  readonly licence: string;
}

const DIGIT_NAMES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/** What MNIST and the sets in its format share. */
const MNIST_LIKE = {
  unpack: null,
  size: 28,
  channels: 1,
  count: 70_000,
  trainCount: 60_000,
} as const;

const mnistFiles = (facts: readonly (readonly [bytes: number, sha256: string])[]): RemoteFile[] =>
  [
    'train-images-idx3-ubyte.gz',
    'train-labels-idx1-ubyte.gz',
    't10k-images-idx3-ubyte.gz',
    't10k-labels-idx1-ubyte.gz',
  ].map((name, k) => {
    const fact = facts[k];
    if (fact === undefined) throw new Error(`no facts about ${name}`);
    return { name, bytes: fact[0], sha256: fact[1] };
  });

export const INSTALLABLE_SETS = [
  {
    ...MNIST_LIKE,
    id: 'mnist',
    label: 'MNIST',
    baseUrl: 'https://storage.googleapis.com/cvdf-datasets/mnist/',
    files: mnistFiles([
      [9_912_422, '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609'],
      [28_881, '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c'],
      [1_648_877, '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6'],
      [4_542, 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6'],
    ]),
    classes: DIGIT_NAMES,
    licence: 'LeCun, Cortes, Burges; CC BY-SA 3.0',
  },
  {
    ...MNIST_LIKE,
    id: 'fashion-mnist',
    label: 'Fashion-MNIST',
    baseUrl: 'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/',
    files: mnistFiles([
      [26_421_880, '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84'],
      [29_515, 'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845'],
      [4_422_102, '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073'],
      [5_148, '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5'],
    ]),
    classes: [
      'T-shirt',
      'trousers',
      'pullover',
      'dress',
      'coat',
      'sandal',
      'shirt',
      'sneaker',
      'bag',
      'ankle boot',
    ],
    licence: 'Zalando SE; MIT',
  },
  {
    ...MNIST_LIKE,
    id: 'kmnist',
    label: 'Kuzushiji-MNIST',
    baseUrl: 'http://codh.rois.ac.jp/kmnist/dataset/kmnist/',
    files: mnistFiles([
      [18_165_135, '51467d22d8cc72929e2a028a0428f2086b092bb31cfb79c69cc0a90ce135fde4'],
      [29_497, 'e38f9ebcd0f3ebcdec7fc8eabdcdaef93bb0df8ea12bee65224341c8183d8e17'],
      [3_041_136, 'edd7a857845ad6bb1d0ba43fe7e794d164fe2dce499a1694695a792adfac43c5'],
      [5_120, '20bb9a0ef54c7db3efc55a92eef5582c109615df22683c380526788f98e42a1c'],
    ]),
    classes: ['o', 'ki', 'su', 'tsu', 'na', 'ha', 'ma', 'ya', 're', 'wo'],
    licence: 'CODH, adapted from the Kuzushiji Dataset by NIJL and others; CC BY-SA 4.0',
  },
  {
    id: 'cifar10',
    label: 'CIFAR-10',
    baseUrl: 'https://www.cs.toronto.edu/~kriz/',
    files: [
      {
        name: 'cifar-10-binary.tar.gz',
        bytes: 170_052_171,
        sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      },
    ],
    unpack: [
      'data_batch_1.bin',
      'data_batch_2.bin',
      'data_batch_3.bin',
      'data_batch_4.bin',
      'data_batch_5.bin',
      'test_batch.bin',
    ],
    size: 32,
    channels: 3,
    count: 60_000,
    trainCount: 50_000,
    classes: CIFAR10_CLASSES,
    licence: 'Krizhevsky, Nair, Hinton; no licence stated, for research and teaching',
  },
] as const satisfies readonly InstallableSet[];
