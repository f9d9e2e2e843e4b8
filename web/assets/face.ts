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
  lips(1.0, 0.0, 0.0, 0.0, 0.0, 0.46), // rest
  lips(0.9, 0.0, 0.12, 0.0, 0.0, 0.15), // p, b, m
  lips(0.9, 0.15, 0.1, 1.0, 0.0, 0.12), // f, v
  lips(0.88, 0.26, 0.15, 0.6, 1.0, 0.12), // th
  lips(0.9, 0.28, 0.1, 0.8, 0.5, 0.18), // t, d
  lips(0.84, 0.36, 0.25, 0.4, 0.3, 0.1), // k, g
  lips(0.66, 0.32, 0.7, 0.7, 0.0, 0.0), // sj
  lips(0.94, 0.18, 0.0, 1.0, 0.0, 0.25), // s, z
  lips(0.88, 0.3, 0.15, 0.55, 0.8, 0.15), // n, l
  lips(0.78, 0.32, 0.4, 0.45, 0.3, 0.05), // r
  lips(0.9, 0.82, 0.35, 0.4, 0.6, 0.0), // a
  lips(0.98, 0.5, 0.15, 0.55, 0.45, 0.15), // e
  lips(1.04, 0.3, 0.0, 0.75, 0.2, 0.35), // i
  lips(0.62, 0.62, 0.9, 0.15, 0.25, 0.0), // o
  lips(0.44, 0.36, 1.0, 0.0, 0.0, 0.0), // oe, w
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

// broad returns lips that move more, for a face that is shown small: at 84 pixels the shapes would else differ by less than one.
export function broad(l: Lips): Lips {
  return { ...l, wide: 1 + (l.wide - 1) * 1.2 + 0.14, open: l.open * 1.3, smile: l.smile * 1.1 };
}

const n = (value: number): string => value.toFixed(2);

// draw returns the outlines of the parts of a mouth around (0, 0), for a mouth at rest that is 2 * size wide: the line or hollow of the
// lips, the teeth, the tongue and the lower lip.
export function draw(l: Lips, size: number): { hollow: string; teeth: string; tongue: string; under: string } {
  const w = size * l.wide;
  const corner = -size * 0.35 * l.smile * (1 - l.round); // the corners above the middle
  const up = size * (0.1 * l.smile * (1 - l.round) - 0.36 * l.open); // middle of the upper lip
  const down = size * (0.13 * l.smile + 0.74 * l.open); // middle of the lower lip
  const pull = w * (0.52 + 0.04 * l.round);
  const above = (corner - up) * 0.56 * l.round; // round lips have no corners
  const below = (down - corner) * (0.12 + 0.44 * l.round);
  const hollow =
    `M${n(-w)} ${n(corner)}C${n(-w)} ${n(corner - above)} ${n(-pull)} ${n(up)} 0 ${n(up)}` +
    `C${n(pull)} ${n(up)} ${n(w)} ${n(corner - above)} ${n(w)} ${n(corner)}` +
    `C${n(w)} ${n(corner + below)} ${n(pull)} ${n(down)} 0 ${n(down)}` +
    `C${n(-pull)} ${n(down)} ${n(-w)} ${n(corner + below)} ${n(-w)} ${n(corner)}Z`;
  const high = down - up;
  const bite = up + Math.min(high * 0.36, size * 0.24) * l.teeth;
  const teeth = `M${n(-w)} ${n(up - size)}H${n(w)}V${n((bite + corner) / 2)}Q0 ${n(bite + size * 0.06)} ${n(-w)} ${n((bite + corner) / 2)}Z`;
  const lift = down - high * (0.2 + 0.35 * l.tongue);
  const tongue = `M${n(-w * 0.72)} ${n(down + size)}Q${n(-w * 0.7)} ${n(lift)} 0 ${n(lift)}T${n(w * 0.72)} ${n(down + size)}Z`;
  const low = down + size * (0.26 - 0.06 * l.open);
  const under = `M${n(-w * 0.3)} ${n(low)}Q0 ${n(low + size * 0.07)} ${n(w * 0.3)} ${n(low)}`;
  return { hollow, teeth, tongue, under };
}
