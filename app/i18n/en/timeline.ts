// Texts of the curves under the stage.

export const timeline = {
  heading: 'Timeline',
  charts: {
    loss: 'Loss',
    probability: 'D’s verdict',
    gradient: 'Gradient length',
    other: 'Other',
  },
  empty: 'Curves appear with the first steps.',
  step: 'Step',
  change: (label: string, from: string, to: string) => `${label}: ${from} → ${to}`,
  changes: 'Changes',
  noChanges: 'Nothing was changed during this run.',
  csv: 'CSV',
  csvHelp: 'Downloads every step of every curve as a table.',
  window: 'Steps shown',
  windows: { all: 'All', last: (count: string) => `Last ${count}` },
  table: 'As a table',
  summary: (label: string, value: string, low: string, high: string) =>
    `${label} is ${value}, between ${low} and ${high} so far.`,
  noValues: (label: string) => `${label} has no values yet.`,
  latest: 'Latest',
  lowest: 'Lowest',
  highest: 'Highest',
  curve: 'Curve',
};
