// Texts of the components in app/components/latent.

export const latent = {};
