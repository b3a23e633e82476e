// Signed distances to plane shapes: negative inside, positive outside, about 1 per unit near the edge, so that coverage of
// a pixel follows from one number. y points down. Where the exact distance is costly, a first-order one is used
// (implicit function over the length of its gradient), which is right at the edge, where it matters.

export function circle(x: number, y: number, radius: number): number {
  return Math.sqrt(x * x + y * y) - radius;
}

/** First-order distance to an axis-aligned ellipse with half-axes a, b. */
export function ellipse(x: number, y: number, a: number, b: number): number {
  const u = x / a;
  const v = y / b;
  const k = Math.sqrt(u * u + v * v);
  const gradient = Math.sqrt((u / a) * (u / a) + (v / b) * (v / b));
  return gradient < 1e-9 ? -Math.min(a, b) : (k * (k - 1)) / gradient;
}

/** A box with half-sides w, h and rounded corners. */
export function box(x: number, y: number, w: number, h: number, corner: number): number {
  const qx = Math.abs(x) - w + corner;
  const qy = Math.abs(y) - h + corner;
  const ox = Math.max(qx, 0);
  const oy = Math.max(qy, 0);
  return Math.min(Math.max(qx, qy), 0) + Math.sqrt(ox * ox + oy * oy) - corner;
}

/** Distance to the segment a–b, 0 on it. */
export function segment(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  const s = Math.min(1, Math.max(0, t));
  const px = x - ax - s * dx;
  const py = y - ay - s * dy;
  return Math.sqrt(px * px + py * py);
}

/** Where on the segment a–b the nearest point lies, 0 at a, 1 at b. */
export function along(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const t = ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy);
  return Math.min(1, Math.max(0, t));
}

/** Signed distance to a closed polygon given as x0, y0, x1, y1, … in either direction. */
export function polygon(x: number, y: number, corners: Float64Array): number {
  const count = corners.length;
  let nearest = Number.POSITIVE_INFINITY;
  let inside = false;
  let ax = corners[count - 2] as number;
  let ay = corners[count - 1] as number;
  for (let i = 0; i < count; i += 2) {
    const bx = corners[i] as number;
    const by = corners[i + 1] as number;
    nearest = Math.min(nearest, segment(x, y, ax, ay, bx, by));
    // Even-odd rule: an edge that a ray to the right crosses turns inside out.
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
    ax = bx;
    ay = by;
  }
  return inside ? -nearest : nearest;
}

/** Union with a rounded seam of width k. */
export function smoothUnion(a: number, b: number, k: number): number {
  const h = Math.max(k - Math.abs(a - b), 0) / k;
  return Math.min(a, b) - h * h * k * 0.25;
}

/** Intersection with a rounded seam of width k. */
export function smoothIntersection(a: number, b: number, k: number): number {
  return -smoothUnion(-a, -b, k);
}

/** 0 below low, 1 above high, smooth between. */
export function smoothstep(low: number, high: number, x: number): number {
  const t = (x - low) / (high - low);
  const s = Math.min(1, Math.max(0, t));
  return s * s * (3 - 2 * s);
}
