/* Colours as numbers: red, green, blue from 0 to 255, and how opaque they are. */

const WRITTEN = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/;
const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

/** A computed colour; spaces newer than sRGB are asked of a canvas. */
export function color(text) {
  const written = WRITTEN.exec(text);
  if (written) return { rgb: written.slice(1, 4).map(Number), alpha: Number(written[4] ?? 1) };
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = text;
  canvas.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
  return { rgb: [red, green, blue], alpha: alpha / 255 };
}

/** One colour in front of an opaque one. */
export const over = (front, behind) => front.rgb.map((part, place) => part * front.alpha + behind[place] * (1 - front.alpha));

const linear = (part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
const luminance = ([red, green, blue]) => 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** The contrast of two opaque colours, from 1 to 21 (WCAG 2). */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
