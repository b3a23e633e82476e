// Texts of the measures tab: health in plain words, figures and how to take them.

export const measures = {
  needsRun: 'There is something to measure once the run is built.',
  health: {
    heading: 'Health',
    waiting: 'Looked at every 50 steps while it trains.',
    healthy: 'Nothing wrong found',
    lookedAt: (step: string) => `last look at step ${step}`,
    found: (count: number) => (count === 1 ? 'One finding' : `${count} findings`),
    evidence: 'What it saw',
    remedyHeading: 'Textbook remedy',
    apply: 'Try it',
    applyHelp: (changes: readonly string[]) =>
      `From the next step on: ${changes.join(', ')}. The curves mark it.`,
    noRemedy: 'No live setting helps.',
    above: (threshold: string) => `above ${threshold}`,
    below: (threshold: string) => `below ${threshold}`,
    confidence: (percent: string) => `${percent} % sure`,
  },
  features: {
    label: 'Features',
    summary: (name: string) => `Features: ${name}`,
    usual: 'the usual ones for these data',
    help: 'Distances between images are taken between features, the numbers that a network makes of an image. Figures on different features cannot be compared.',
    load: 'Load weights…',
    loadHelp:
      'A .safetensors file in the format that npm run features writes. It stays on this machine.',
    train: 'Train a classifier',
    trainHelp:
      'Learns the labels of these data beside the run, and keeps a tenth of the images back to say how well.',
    unknown: 'Nothing is known of how well it sees.',
    accuracy: (percent: string, images: string) =>
      `Right on ${percent} % of ${images} images that it had not seen.`,
    makes: (dims: string, classes: number) =>
      classes === 0
        ? `${dims} numbers per image; tells no classes apart.`
        : `${dims} numbers per image; tells ${classes} classes apart.`,
  },
  figures: {
    heading: 'Figures',
    measure: 'Measure now',
    cancel: 'Stop',
    floor: 'Score real data',
    noise: 'Score noise',
    floorHelp: 'The same measures on other real samples: the best that any generator could score.',
    noiseHelp: 'The same measures on noise: what knows nothing of the data scores.',
    schedule: 'When to measure',
    scheduleHelp: 'Measures by itself while it trains.',
    never: 'by hand only',
    steps: (count: string) => `every ${count} steps`,
    choose: 'Choose measures',
    none: 'Nothing measured yet. Measure the samples, then real data and noise to compare them with.',
    progress: (share: string) => `${share} %`,
    left: (seconds: string) => `about ${seconds} s left`,
    doing: {
      generated: 'Measuring the generated samples',
      real: 'Measuring real data',
      noise: 'Measuring noise',
      classifier: 'Training a classifier',
    },
    value: 'Now',
    before: 'Before',
    real: 'Real data',
    noiseColumn: 'Noise',
    atStep: (step: string) => `at step ${step}`,
    better: {
      lower: 'lower is better',
      higher: 'higher is better',
      data: 'as for real data is best',
    },
    tooFew: 'fewer samples than this measure asks for',
    /** Under a measure's name. */
    features: (name: string) => `${name} features`,
    missing: (names: readonly string[]) => `Not for this run: ${names.join(', ')}.`,
    now: (step: string) => `Now is step ${step}.`,
    classes: {
      heading: 'Classes',
      column: 'Class',
      generated: 'Generated',
      inData: 'In the data',
      all: 'Every class of the data is generated.',
      missing: (names: readonly string[]) => `Hardly generated: ${names.join(', ')}.`,
    },
    confusion: {
      heading: 'Asked for and seen',
      help: 'Each row is a class that G was asked for; the numbers say in what percentage of its images the classifier sees which class.',
      corner: 'asked',
    },
    units: { nats: 'in nats', modes: 'modes', 'data units': 'in data units' },
    compare: 'Score real data and noise to see where these figures lie between the two.',
    proxy: 'Figures that rest on features carry their name. They are not the FID or IS of papers.',
    history: 'Course',
  },
};
