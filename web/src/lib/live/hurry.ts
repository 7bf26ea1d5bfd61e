/**
 * For a screen nobody sits at: notices within seconds that the line is dead, and is back within two seconds of the network's return, however
 * long it was away. Too eager for phones, of which there may be thousands; big screens are few.
 */
import type { Connection } from './connection.svelte.ts';

/** While connected: how often the line has to prove itself, and how long it may take. */
const beat = 2_000;
const within = 1_500;
/** While not: how often the house is called, and how long one call may take. An attempt begun gets that long too. */
const pause = 250;
const call = 1_000;
const attempt = 1_500;

const answers = async (): Promise<boolean> => {
  try {
    return (await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(call) })).ok;
  } catch (away) {
    console.debug('nobody answers yet', away);
    return false;
  }
};

/** Until the result is called. */
export const hurry = (connection: Connection): (() => void) => {
  let over = false;
  let timer: ReturnType<typeof setTimeout>;
  const round = async (): Promise<void> => {
    const wait = await look(connection);
    if (!over) timer = setTimeout(() => void round(), wait);
  };
  timer = setTimeout(() => void round(), attempt);
  return () => {
    over = true;
    clearTimeout(timer);
  };
};

/** The result: milliseconds until the next look. */
const look = async (connection: Connection): Promise<number> => {
  if (connection.online) {
    if (await connection.proves(within)) return beat;
  } else if (!(await answers()) || connection.online) {
    return pause;
  }
  // A new one, for the attempt under way may wait for a packet that was lost while nobody could hear it.
  connection.again();
  return attempt;
};
