/** The parts of drawn posters: palettes, motifs, and random numbers seeded by a text. */

import { svg } from "./element.js";

/** Paper, first shape, second shape, letters. */
export const PALETTES = [
  ["#1d2836", "#e8b04a", "#d8543a", "#fdf3dd"],
  ["#efe4cf", "#c8402f", "#1f2430", "#1f1b16"],
  ["#0f3b3a", "#f2c879", "#e4572e", "#fbf1dc"],
  ["#2b1b3d", "#f08a5d", "#7c4d8b", "#fdeed9"],
  ["#e4bd5f", "#264653", "#d35f3f", "#1c2226"],
  ["#d3dad6", "#16425b", "#5f97bd", "#10242f"],
  ["#151515", "#d9d4c7", "#e09a1a", "#f7f3e8"],
  ["#f6e2d0", "#5d4157", "#8fb8a0", "#2b1c28"],
  ["#43101a", "#f3cfa9", "#c9303e", "#fdeee0"],
  ["#20301f", "#d8d29a", "#7f9a66", "#f3f0d6"],
  ["#f0d3c5", "#6b2737", "#dc8542", "#33111a"],
  ["#14213d", "#7fcfe0", "#f1efe6", "#f4fbfc"],
  ["#37375a", "#f5bd92", "#8c86b8", "#fbf2ea"],
  ["#e9e5dd", "#2f6f67", "#f0842c", "#182a28"],
  ["#8f2d1f", "#f2b880", "#2d1a16", "#fff1e2"],
  ["#cfe0e3", "#e05d44", "#274c5b", "#12242b"],
  ["#24402f", "#e6a23c", "#c3552f", "#f7eed9"],
  ["#f5e9b8", "#3b6e8f", "#c2473a", "#22231f"],
  ["#3a2433", "#d97b93", "#f1d4b0", "#fdeef0"],
  ["#dcd3e6", "#4b3f72", "#e07a5f", "#241d38"],
];

/**
 * A generator of numbers from 0 to 1, seeded by a text (FNV-1a, mixed as in MurmurHash3, then xorshift).
 *
 * @param {string} text
 */
export function dice(text) {
  let state = 2166136261;
  for (const letter of text)
    state = Math.imul(state ^ /** @type {number} */ (letter.codePointAt(0)), 16777619);
  state = Math.imul(state ^ (state >>> 16), 0x85ebca6b);
  state = Math.imul(state ^ (state >>> 13), 0xc2b2ae35);
  state ^= state >>> 16;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/**
 * @template T
 * @param {T[]} items
 * @param {() => number} random
 */
export function pick(items, random) {
  return items[Math.floor(random() * items.length)];
}

const A = { class: "first" };
const B = { class: "second" };

/** @type {((random: () => number) => SVGElement[])[]} */
export const MOTIFS = [
  function sun(random) {
    const [x, y, r] = [40 + random() * 120, 60 + random() * 90, 45 + random() * 40];
    return [
      svg("circle", { ...A, cx: x, cy: y, r }),
      svg("rect", { ...B, x: 0, y: y + r * 0.25, width: 200, height: 300 }),
    ];
  },
  function rings(random) {
    const [x, y] = [random() * 200, 60 + random() * 180];
    return [150, 122, 94, 66, 38].map((r, n) =>
      svg("circle", { class: n % 2 ? "second" : "first", cx: x, cy: y, r }),
    );
  },
  function stripes(random) {
    const [width, angle] = [12 + random() * 16, -35 + random() * 70];
    const bars = Array.from({ length: 9 }, (_, n) =>
      svg("rect", {
        class: n % 3 ? "first" : "second",
        x: -140 + n * width * 2.1,
        y: -120,
        width,
        height: 560,
      }),
    );
    return [svg("g", { transform: `rotate(${angle} 100 150) translate(${random() * 90} 0)` }, bars)];
  },
  function hills(random) {
    const [a, b] = [130 + random() * 40, 185 + random() * 40];
    return [
      svg("circle", { ...A, cx: 30 + random() * 140, cy: 60 + random() * 30, r: 24 }),
      svg("path", {
        ...B,
        d: `M0 ${a} C50 ${a - 60} 80 ${a + 30} 130 ${a - 20} S190 ${a - 50} 200 ${a - 10} V300 H0Z`,
      }),
      svg("path", {
        ...A,
        d: `M0 ${b + 30} C40 ${b - 30} 100 ${b - 20} 130 ${b + 20} S180 ${b} 200 ${b - 20} V300 H0Z`,
      }),
    ];
  },
  function split(random) {
    const [y, z] = [20 + random() * 60, 150 + random() * 80];
    return [
      svg("path", { ...A, d: `M0 ${y} L200 ${z} V300 H0Z` }),
      svg("path", { ...B, d: `M200 ${z} L200 300 H${60 + random() * 60}Z` }),
    ];
  },
  function beam(random) {
    const x = 20 + random() * 160;
    return [
      svg("path", { ...A, d: `M${x} -10 L${x - 120} 300 H${x + 120}Z` }),
      svg("ellipse", { ...B, cx: x, cy: 262, rx: 84, ry: 20 }),
    ];
  },
  function grid(random) {
    const dots = [];
    for (let row = 0; row < 8; row += 1)
      for (let column = 0; column < 5; column += 1)
        dots.push(
          svg("circle", {
            class: random() < 0.24 ? "second" : "first",
            cx: 24 + column * 38,
            cy: 24 + row * 36,
            r: 4 + random() * 11,
          }),
        );
    return dots;
  },
  function arches(random) {
    const x = 50 + random() * 100;
    return [120, 84, 48].map((r, n) =>
      svg("path", {
        class: n % 2 ? "second" : "first",
        d: `M${x - r} 300 V150 A${r} ${r} 0 0 1 ${x + r} 150 V300Z`,
      }),
    );
  },
];
