// One discriminator that is a classifier: how class logits and the verdict "real" are read off D's output. Three ways, by what
// stands for "fake": a class of its own, nothing (its logit is fixed at 0), or a second head. Pure functions of the output
// [N, K + more]; the verdict is a logit in all three, so every adversarial loss goes on top.
// Sources: K + 1 classes: Odena 2016, section 2 (arXiv:1606.01583); fixed logit: Salimans et al. 2016, section 5
// (arXiv:1606.03498) and openai/improved-gan mnist_svhn_cifar10/train_mnist_feature_matching.py.

import { concat, slice, sub, type Tensor, zeros } from '@tensorflow/tfjs-core';
import { logSumExp } from '../../tfjs/gradients/softmax';
import { crossEntropy } from '../cross-entropy';

export const HEADS = ['classFake', 'implicitFake', 'twoHeads'] as const;
export type Head = (typeof HEADS)[number];

/** How many outputs a head has for K classes. */
export const headWidth = (head: Head, classes: number): number => {
  switch (head) {
    case 'classFake':
    case 'twoHeads':
      return classes + 1;
    case 'implicitFake':
      return classes;
  }
};

/** Columns from … to - 1 of [N, width]. */
export const columns = (output: Tensor, from: number, to: number): Tensor =>
  slice(output, [0, from], [output.shape[0] ?? 0, to - from]);

/** Rows from … to - 1. */
export const rowsBetween = (x: Tensor, from: number, to: number): Tensor =>
  slice(x, [from, ...x.shape.slice(1).map(() => 0)], [to - from, ...x.shape.slice(1)]);

/** The logits of the K classes, [N, K]; what is read off them is the class of the largest. */
export const classLogits = (output: Tensor, classes: number): Tensor => columns(output, 0, classes);

/**
 * The logit of "real", [N, 1]: σ of it is 1 - p(fake). For a fake class l_{K+1} it is LSE_K(l) - l_{K+1}, for a fixed one
 * LSE_K(l), since σ(a) = Z / (Z + 1) with Z = Σ e^l.
 */
export function realLogit(head: Head, output: Tensor, classes: number): Tensor {
  switch (head) {
    case 'classFake':
      return sub(logSumExp(classLogits(output, classes)), columns(output, classes, classes + 1));
    case 'implicitFake':
      return logSumExp(classLogits(output, classes));
    case 'twoHeads':
      return columns(output, classes, classes + 1);
  }
}

/**
 * Cross-entropy of labelled samples in nats, a scalar. With a fake class it is over K + 1, so that labelled samples also say
 * that they are not fake.
 * @param labels one-hot rows, [N, K]
 */
export function classLoss(head: Head, output: Tensor, labels: Tensor, classes: number): Tensor {
  switch (head) {
    case 'classFake': {
      const none = zeros([labels.shape[0] ?? 0, 1]);
      return crossEntropy(columns(output, 0, classes + 1), concat([labels, none], 1));
    }
    case 'implicitFake':
    case 'twoHeads':
      return crossEntropy(classLogits(output, classes), labels);
  }
}
