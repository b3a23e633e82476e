// Texts of the form controls.

export const controls = {
  close: 'Close',
  dismiss: 'Dismiss',
  more: 'More',
  slider: (label: string) => `${label}, slider`,
  help: (label: string) => `About ${label}`,
  notANumber: (text: string) => `“${text}” is not a number; write one such as 0.0002 or 2e-4.`,
  notWhole: (text: string) => `${text} is not a whole number.`,
  empty: 'A number is needed here.',
  outOfRange: (value: string, min: string, max: string) =>
    `${value} is outside ${min} to ${max}; nothing was changed.`,
  listOf: (count: number) => `${count} numbers`,
  emptyList: 'none',
  tooMany: (count: number, limit: number) =>
    `${count} numbers are more than the ${limit} that fit; nothing was changed.`,
  listHint: (limit: number) => `Up to ${limit} numbers, with spaces or commas between them.`,
  tableHint: 'One row per line, numbers with spaces or commas between them.',
  notSquare: (count: number) => `${count} numbers fill no square table; nothing was changed.`,
  rowSums: (sums: string) => `Row sums: ${sums}`,
  startTable: (side: number) => `Start with ${side} × ${side}, ones on the diagonal`,
  on: 'on',
  off: 'off',
};
