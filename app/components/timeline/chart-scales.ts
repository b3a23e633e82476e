// The scales that recharts may choose from, in place of all of d3-scale, which it looks up by name: the curves have number
// axes. Calendar and colour scales would be 8 kB that nobody loads for a reason. vite.config.ts puts this file in its place.

export { scaleBand, scaleLinear, scalePoint } from 'd3-scale';
