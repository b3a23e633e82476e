import { adjustedMutualInformation, contingencyTable } from '../../../lib/gan/metrics/contingency';
import type { ParamRecord } from '../../../lib/schema/params';
import { type Arm, type Claim, type EvidenceData, figuresOf } from '../claim';
import { endOfCurve } from '../information';
import { spreadOf, spreadText } from '../statistics';

const STEPS = 2000;
const SAMPLES = 1000;
const DIGITS = 10;
const SHARED = 0.5;

/** What is done with the one-hot part of the latent; every arm has the same. */
const READERS = {
  infogan: {},
  unread: { lambdaCategory: 0, lambdaContinuous: 0 },
  blind: { blindStart: true },
  'blind, Q alone': { blindStart: true, informed: 'reader' },
} as const satisfies Readonly<Record<string, ParamRecord>>;
type Reader = keyof typeof READERS;

const arm = (data: EvidenceData, reader: Reader): Arm => ({
  label: reader,
  architecture: 'infogan',
  data,
  params: { size: 'S', ...READERS[reader] },
  phases: [{ steps: STEPS }],
});

/**
 * One with the classes of the data: 1, and labellings that have nothing to do with each other: about 0.
 * @param readers the arms; infogan and unread at least
 */
const claimOn = (
  id: string,
  name: string,
  data: EvidenceData,
  readers: readonly Reader[],
): Claim => ({
  id,
  claim: `On ${name} InfoGAN’s category comes to stand for the digit, without a label: adjusted mutual information of at least ${SHARED} between the category asked for and the digit that an independent classifier sees.`,
  source:
    'Chen et al. 2016, section 7.2 (arXiv:1606.03657); the measure and its threshold are ours',
  refutedBy: `A mean adjusted mutual information of infogan below ${SHARED}. Beside it, without a part in the verdict: the same latent that nobody reads (λ = 0), whose G still depends on its one-hot input${readers.includes('blind') ? ', and the bound L_I of a G that starts blind to its codes, with the term in both losses and in Q’s alone' : ''}.`,
  arms: readers.map((reader) => arm(data, reader)),
  measures: {
    shared: { label: 'adjusted mutual information of category and digit', decimals: 3 },
    bound: { label: 'L_I of the category in nats, at most log 10 = 2.303', decimals: 3 },
    codeError: { label: 'error of continuous codes, 0.577 by chance', decimals: 3 },
  },
  async measure(run) {
    const { values, asked } = await run.requested(SAMPLES);
    const seen = await run.digitsSeen(values);
    return {
      shared: adjustedMutualInformation(contingencyTable(asked, seen, DIGITS, DIGITS)),
      bound: endOfCurve(run.history, 'miCategories'),
      codeError: endOfCurve(run.history, 'codeError'),
    };
  },
  judge(figures) {
    const of = (reader: Reader, measure: string) => figuresOf(figures, reader, measure);
    const shared = of('infogan', 'shared');
    const blind = readers.includes('blind')
      ? `; from a blind start L_I ${spreadText(of('blind', 'bound'), 2)}, and ${spreadText(of('blind, Q alone', 'bound'), 2)} where only Q has the term`
      : '';
    return {
      verdict: spreadOf(shared).mean >= SHARED ? 'supported' : 'refuted',
      because: `adjusted mutual information ${spreadText(shared, 2)} of infogan, ${spreadText(of('unread', 'shared'), 2)} where nobody reads the code${blind}`,
    };
  },
  quickShare: 0.01,
});

export const INFOGAN_CATEGORIES: readonly Claim[] = [
  claimOn(
    'infogan-categories-digits',
    'digits',
    { dataset: 'digits' },
    Object.keys(READERS) as Reader[],
  ),
  claimOn('infogan-categories-mnist', 'real MNIST', 'mnist', ['infogan', 'unread']),
];
