// The common frame of the toy distributions: most of their points lie in [-3, 3], so that pictures of different ones can be
// compared. Distributions that reach farther say so through their own extent.

export const PLOT_EXTENT = 3;
