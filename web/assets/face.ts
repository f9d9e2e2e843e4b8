// How a mouth looks while it speaks. Each of the fifteen shapes is six numbers, between which the mouth glides.

export interface Lips {
  wide: number; // half the width, where 1 is the mouth at rest
  open: number; // 0 is shut
  round: number; // 0 is drawn out, 1 is pursed
  teeth: number; // how much of the upper teeth shows
  tongue: number; // how much of the tongue shows
  smile: number; // how far the corners go up
}

const lips = (wide: number, open: number, round: number, teeth: number, tongue: number, smile: number): Lips => ({ wide, open, round, teeth, tongue, smile });

// In the order of internal/speech/mouth.go.
export const shapes: readonly Lips[] = [
  lips(1.0, 0.0, 0.0, 0.0, 0.0, 0.55), // rest
  lips(0.9, 0.0, 0.12, 0.0, 0.0, 0.3), // p, b, m
  lips(0.92, 0.16, 0.0, 1.0, 0.0, 0.25), // f, v
  lips(0.92, 0.28, 0.0, 0.7, 1.0, 0.3), // th
  lips(0.95, 0.3, 0.0, 0.85, 0.5, 0.4), // t, d
  lips(0.88, 0.42, 0.1, 0.45, 0.25, 0.3), // k, g
  lips(0.68, 0.36, 0.6, 0.8, 0.0, 0.15), // sj
  lips(1.0, 0.2, 0.0, 1.0, 0.0, 0.5), // s, z
  lips(0.94, 0.34, 0.0, 0.6, 0.8, 0.4), // n, l
  lips(0.8, 0.36, 0.3, 0.5, 0.3, 0.25), // r
  lips(0.96, 1.0, 0.1, 0.55, 0.55, 0.35), // a
  lips(1.06, 0.62, 0.0, 0.7, 0.45, 0.55), // e
  lips(1.12, 0.36, 0.0, 0.85, 0.2, 0.7), // i
  lips(0.66, 0.74, 0.8, 0.25, 0.25, 0.15), // o
  lips(0.46, 0.4, 1.0, 0.0, 0.0, 0.1), // oe, w
];

export const rest = shapes[0] as Lips;

// toward moves lips some part of the way to others.
export function toward(from: Lips, to: Lips, part: number): Lips {
  const go = (a: number, b: number): number => a + (b - a) * part;
  return {
    wide: go(from.wide, to.wide), open: go(from.open, to.open), round: go(from.round, to.round),
    teeth: go(from.teeth, to.teeth), tongue: go(from.tongue, to.tongue), smile: go(from.smile, to.smile),
  };
}

const n = (value: number): string => value.toFixed(2);

// draw returns the outlines of the parts of a mouth around (0, 0), for a mouth at rest that is 2 * size wide: the line or hollow of the
// lips, the teeth, the tongue and the lower lip.
export function draw(l: Lips, size: number): { hollow: string; teeth: string; tongue: string; under: string } {
  const w = size * l.wide;
  const corner = -size * 0.2 * l.smile * (1 - l.round); // the corners above the middle
  const up = size * (0.1 * l.smile * (1 - l.round) - 0.34 * l.open - 0.18 * l.open * l.round); // middle of the upper lip
  const down = size * (0.12 * l.smile + 0.78 * l.open); // middle of the lower lip
  const pull = w * (0.5 + 0.22 * l.round); // how full the curve is
  const side = size * 0.5 * l.open * (0.35 + 0.65 * l.round); // pursed lips have no corners
  const hollow =
    `M${n(-w)} ${n(corner)}C${n(-w)} ${n(corner - side)} ${n(-pull)} ${n(up)} 0 ${n(up)}` +
    `C${n(pull)} ${n(up)} ${n(w)} ${n(corner - side)} ${n(w)} ${n(corner)}` +
    `C${n(w)} ${n(corner + side)} ${n(pull)} ${n(down)} 0 ${n(down)}` +
    `C${n(-pull)} ${n(down)} ${n(-w)} ${n(corner + side)} ${n(-w)} ${n(corner)}Z`;
  const high = down - up;
  const bite = up + Math.min(high * 0.42, size * 0.3) * l.teeth;
  const teeth = `M${n(-w)} ${n(up - size)}H${n(w)}V${n((bite + corner) / 2)}Q0 ${n(bite + size * 0.06)} ${n(-w)} ${n((bite + corner) / 2)}Z`;
  const lift = down - high * (0.2 + 0.35 * l.tongue);
  const tongue = `M${n(-w * 0.72)} ${n(down + size)}Q${n(-w * 0.7)} ${n(lift)} 0 ${n(lift)}T${n(w * 0.72)} ${n(down + size)}Z`;
  const low = down + size * (0.26 - 0.06 * l.open);
  const under = `M${n(-w * 0.3)} ${n(low)}Q0 ${n(low + size * 0.07)} ${n(w * 0.3)} ${n(low)}`;
  return { hollow, teeth, tongue, under };
}
