/** A drawn picture as if it came from the camera of a phone. */
import { draw, scenes, type SceneName } from '#tests/demo/picture.ts';

export interface Photo {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

export const photo = (scene: SceneName): Photo => ({
  name: `${scene}.png`,
  mimeType: 'image/png',
  buffer: Buffer.from(draw(scenes[scene])),
});
