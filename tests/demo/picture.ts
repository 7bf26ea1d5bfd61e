/** Drawn pictures for the story, so that no photograph of a real place or person is ever in it. */
import { crc32, deflateSync } from 'node:zlib';

type Colour = readonly [number, number, number];

export interface Scene {
  readonly sky: Colour;
  readonly ground: Colour;
  /** One block of flats for each, with lit windows or dark ones. */
  readonly houses: readonly { readonly colour: Colour; readonly lit: boolean }[];
}

const width = 480;
const height = 320;
const horizon = 250;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8 + body.length);
  frame.writeUInt32BE(data.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), 4 + body.length);
  return frame;
};

const window = (x: number, y: number): boolean => x % 24 > 6 && x % 24 < 18 && y % 34 > 8 && y % 34 < 24;

const colourAt = ({ sky, ground, houses }: Scene, x: number, y: number): Colour => {
  if (y > horizon) return ground;
  const span = width / houses.length;
  const n = Math.floor(x / span);
  const house = houses[n]!;
  const inside = x % span;
  const top = 60 + ((n * 37) % 50);
  if (y < top || inside < 12 || inside > span - 12) return sky;
  if (!window(Math.floor(inside), y - top)) return house.colour;
  return house.lit ? [255, 226, 140] : [70, 80, 92];
};

/** PNG, 480 × 320. */
export const draw = (scene: Scene): Uint8Array => {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(colourAt(scene, x, y), y * (width * 3 + 1) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', new Uint8Array())]);
};

const plaster: Colour = [203, 190, 170];
const fresh: Colour = [236, 222, 196];
const asphalt: Colour = [112, 114, 118];

export const scenes = {
  dark: { sky: [52, 62, 84], ground: [60, 62, 66], houses: [plaster, plaster, plaster].map((colour) => ({ colour, lit: false })) },
  lit: { sky: [70, 84, 116], ground: [82, 86, 90], houses: [plaster, plaster, plaster].map((colour) => ({ colour, lit: true })) },
  worn: {
    sky: [186, 200, 210],
    ground: asphalt,
    houses: [plaster, [186, 172, 150], plaster].map((colour) => ({ colour: colour as Colour, lit: false })),
  },
  renewed: {
    sky: [170, 208, 232],
    ground: [120, 168, 104],
    houses: [fresh, [222, 204, 176], fresh].map((colour) => ({ colour: colour as Colour, lit: true })),
  },
} satisfies Readonly<Record<string, Scene>>;
export type SceneName = keyof typeof scenes;
