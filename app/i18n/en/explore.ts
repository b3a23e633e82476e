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
  drawingPad: 'Drawing pad: draw white on black with pointer or finger',
  choosePicture: 'Choose a picture…',
  pickTraining: 'Pick a training image',
  clearPicture: 'Clear',
  unreadablePicture: (name: string) =>
    `Expected a PNG, JPEG or WebP picture, but “${name}” could not be read as one; choose another file.`,
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
