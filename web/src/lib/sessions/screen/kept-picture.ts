/**
 * The last picture, kept by the browser of the big screen: after a reload, a power cut or a seat lost it is on the wall again before the
 * server has said a word. Nothing that the hall has not seen is in it.
 */
import type { Session } from '#shared/sessions/state.ts';

export interface KeptPicture {
  readonly seq: number;
  /** Server's clock minus this one's, in milliseconds. */
  readonly offset: number;
  readonly session: Session;
}

const place = (id: string): string => `screen-${id}`;

const isPicture = (value: unknown): value is KeptPicture =>
  typeof value === 'object' && value !== null && 'seq' in value && 'session' in value && typeof value.session === 'object';

export const keptPicture = (id: string): KeptPicture | null => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place(id)) ?? 'null');
    return isPicture(found) ? found : null;
  } catch (unreadable) {
    console.debug('no picture kept', unreadable);
    return null;
  }
};

export const keepPicture = (id: string, picture: KeptPicture): void => {
  try {
    localStorage.setItem(place(id), JSON.stringify(picture));
  } catch (full) {
    console.debug('picture not kept', full);
  }
};
