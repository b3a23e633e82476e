// Texts of the components in app/components/views.

export const views = {
  empty: 'Nothing to show yet.',
  loading: 'Drawing…',
  savePng: 'Save the picture as PNG',
  layers: 'Layers',
  layerNames: {
    real: 'Real',
    fake: 'Generated',
    manifold: 'Latent grid',
    arrows: 'Pull on G',
  },
  layerHelp: {
    real: 'Points of the data set.',
    fake: 'Points that G makes of random z.',
    heat: 'How real D finds each place; the line is where it is undecided.',
    manifold: 'A square grid of z as G bends it; where it is dense, G puts many points.',
    arrows: 'Where G’s loss pulls generated points; longer is stronger.',
  },
  rampKey: 'Scale from 0, surely generated, over 0.5, undecided, to 1, surely real',
  reading: (x: string, y: string, label: string, value: string) =>
    label === '' ? `x ${x}  y ${y}` : `x ${x}  y ${y}  ${label} ${value}`,
  sample: (number: number) => `Sample ${number}`,
  summary: (label: string, sentence: string) => `${label}: ${sentence}`,
  imagesSummary: (count: string, width: number, height: number) =>
    `${count} pictures of ${width} × ${height} pixels.`,
  cloud: (label: string, count: string) => `${count} points, ${label}.`,
  cloudWithField: (label: string, count: string, value: string, mean: string) =>
    `${count} points, ${label}, mean ${value} ${mean}.`,
  outside: (count: string) => `${count} of them lie outside the plot.`,
  meanOf: (label: string, mean: string) => `Mean of ${label}: ${mean}.`,
  rangeOf: (label: string, low: string, high: string) => `${label}: between ${low} and ${high}.`,
  noValues: (label: string) => `${label}: no values.`,
  matrixAxes: (rows: string, columns: string) => `Rows: ${rows}. Columns: ${columns}.`,
  matrixSummary: (rows: string, columns: string, rowTitle: string, columnTitle: string) =>
    `Table of ${rows} rows (${rowTitle}) by ${columns} columns (${columnTitle}).`,
  tableSummary: (rows: string, columns: number) => `Table of ${rows} rows and ${columns} columns.`,
  numbers: 'Numbers',
  from: 'From',
  to: 'To',
};
