// Texts of the explore column: views on demand and the network tables. Latent controls have a section of their own.

export const explore = {
  heading: 'Explore',
  view: 'View',
  refresh: 'Draw again',
  follow: 'Follow the run',
  followHelp: 'Draws again every few seconds while it trains.',
  atStep: (step: string) => `at step ${step}`,
  noViews: 'This run has no further views.',
  needsRun: 'There is something to explore once the run is built.',
  drawing: 'Drawing…',
  network: {
    layer: 'Layer',
    output: 'Output',
    parameters: 'Parameters',
    macs: 'Multiplications',
    macsHelp: 'Multiply-accumulates per sample, forward.',
    total: 'Total',
    memory: (megabytes: string) => `About ${megabytes} MB of memory for the whole run.`,
    names: {
      G: 'Generator G',
      D: 'Discriminator D',
      E: 'Encoder E',
      Q: 'Code reader Q',
      C: 'Classifier C',
    } as Readonly<Record<string, string>>,
  },
};
