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
  on: 'on',
  off: 'off',
};
