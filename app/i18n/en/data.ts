// Texts of the components in app/components/data.

export const data = {};
