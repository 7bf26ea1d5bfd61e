import { randomBytes } from 'node:crypto';

const digits = 32;
/** Drawn from the system so many at once: one draw costs as much as all of them. */
const ahead = 256;

/** 32 fresh hex digits at each call, none ever given twice. */
export const systemChance = (): (() => string) => {
  let drawn = '';
  let at = 0;
  return () => {
    if (at >= drawn.length) {
      drawn = randomBytes((digits / 2) * ahead).toString('hex');
      at = 0;
    }
    at += digits;
    return drawn.slice(at - digits, at);
  };
};
