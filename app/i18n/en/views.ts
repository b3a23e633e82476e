// Texts of the components in app/components/views.

export const views = {};
