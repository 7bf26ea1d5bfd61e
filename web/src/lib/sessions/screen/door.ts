/**
 * The big screen lets itself in: an id of its own, then the screen code from behind the # of its address. It never asks anybody anything
 * and never says that something failed; it tries again.
 */
import { fresh } from '#web/lib/live/id.ts';
import { isNotDone, postJson } from '#web/lib/live/http.ts';

const first = 2_000;
const most = 30_000;
/** A fresh page follows every entry, and never more often than this. */
const apart = 10_000;
const place = 'screen-entered';

const entered = async (session: string, code: string): Promise<boolean> => {
  const guest = await postJson('/api/guest');
  if (isNotDone(guest)) return false;
  return !isNotDone(await postJson(`/api/sessions/${session}/commands`, { id: fresh(), command: { type: 'joinScreen', code } }));
};

/** Tries until it is in, then loads the page anew as who it is now. The result ends it. */
export const enterAsScreen = (session: string, code: string): (() => void) => {
  let wait = first;
  let timer: ReturnType<typeof setTimeout>;
  let over = false;
  const knock = async (): Promise<void> => {
    const done = await entered(session, code);
    if (over) return;
    if (done && Date.now() - Number(sessionStorage.getItem(place) ?? 0) > apart) {
      sessionStorage.setItem(place, String(Date.now()));
      location.reload();
      return;
    }
    timer = setTimeout(() => void knock(), wait);
    wait = Math.min(most, wait * 2);
  };
  void knock();
  return () => {
    over = true;
    clearTimeout(timer);
  };
};
