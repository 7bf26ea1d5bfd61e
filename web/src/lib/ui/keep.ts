/** Typed text outlives a reload, a dead battery, a time-out: kept in this browser under a name until it was sent. */
const place = (key: string): string => `typed:${key}`;

export const kept = (key: string | undefined): string => {
  if (key === undefined) return '';
  try {
    return localStorage.getItem(place(key)) ?? '';
  } catch (closed) {
    console.debug('nothing kept here', closed);
    return '';
  }
};

/** Empty text is forgotten. */
export const keep = (key: string | undefined, text: string): void => {
  if (key === undefined) return;
  try {
    if (text === '') localStorage.removeItem(place(key));
    else localStorage.setItem(place(key), text);
  } catch (closed) {
    console.debug('not kept', closed);
  }
};
