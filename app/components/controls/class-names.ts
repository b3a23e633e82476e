// Joins the class names that apply; `false`, `undefined` and '' drop out.

export const classNames = (...names: readonly (string | false | undefined)[]): string =>
  names.filter((name) => typeof name === 'string' && name !== '').join(' ');
