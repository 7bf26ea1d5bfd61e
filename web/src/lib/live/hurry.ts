/**
 * For a screen nobody sits at: notices within seconds that the line is dead, and is back within two seconds of the network's return, however
 * long it was away. Too eager for phones, of which there may be thousands; big screens are few.
 */
import type { Connection } from './connection.svelte.ts';

/** While connected: how often the line has to prove itself, and how long it may take. */
const beat = 2_000;
const within = 1_500;
/** While not: how often the house is called, and how long one call may take. */
const pause = 250;
const call = 1_000;
/** A slow line needs several trips until everything stands. */
const attempt = 4_000;

/**
 * Whether somebody answers now. By a line of its own, thrown away at once: a plain request would be sent down one of the lines the browser
 * kept from before, which are as dead as this one, and wait there.
 */
const answers = (): Promise<boolean> =>
  new Promise((resolve) => {
    const line = new WebSocket(`${location.origin.replace(/^http/u, 'ws')}/socket.io/?EIO=4&transport=websocket`);
    const heard = (yes: boolean): void => {
      clearTimeout(late);
      line.onopen = line.onerror = null;
      line.close();
      resolve(yes);
    };
    const late = setTimeout(() => heard(false), call);
    line.onopen = () => heard(true);
    line.onerror = () => heard(false);
  });

/** Until the result is called. */
export const hurry = (connection: Connection): (() => void) => {
  let over = false;
  let timer: ReturnType<typeof setTimeout>;
  const round = async (): Promise<void> => {
    const wait = await look(connection);
    if (!over) timer = setTimeout(() => void round(), wait);
  };
  timer = setTimeout(() => void round(), beat);
  return () => {
    over = true;
    clearTimeout(timer);
  };
};

/** The result: milliseconds until the next look. */
const look = async (connection: Connection): Promise<number> => {
  if (connection.online && (await connection.proves(within))) return beat;
  // An attempt under way may wait for a packet that was lost while nobody could hear it, and browsers make one at a time.
  connection.hold();
  if (!(await answers())) return pause;
  connection.again();
  return attempt;
};
