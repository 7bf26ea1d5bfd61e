/** What a key asks of the table. Inside a text it asks little: there people simply write. */

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Can be done wherever one is in the table. */
export interface Anywhere {
  readonly type: 'find' | 'undo' | 'redo' | 'addRow' | 'all' | 'letGo';
}

export interface Go {
  readonly type: 'go';
  readonly way: Direction | 'first' | 'last' | 'top' | 'bottom' | 'page-up' | 'page-down';
  readonly extend: boolean;
}

/** Is about the cell one is in. */
export type AtCell =
  | Go
  | { readonly type: 'next'; readonly step: 1 | -1 }
  | { readonly type: 'moveRow'; readonly step: 1 | -1 }
  /** `typed`: the key itself is the first of what is written. */
  | { readonly type: 'write'; readonly typed: boolean }
  | { readonly type: 'leave' | 'empty' };

export type Asked = Anywhere | AtCell;

const anywhere: readonly string[] = ['find', 'undo', 'redo', 'addRow', 'all', 'letGo'] satisfies Anywhere['type'][];
export const isAnywhere = (asked: Asked): asked is Anywhere => anywhere.includes(asked.type);

/** The part of a keyboard event that is used. */
export type Key = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>;

const ways: Readonly<Record<string, Direction>> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'left', ArrowRight: 'right' };

const withControl = ({ key, shiftKey }: Key, writing: boolean): Asked | null => {
  switch (key) {
    case 'Enter':
      return { type: 'addRow' };
    case 'f':
    case 'F':
      return { type: 'find' };
    case 'z':
    case 'Z':
      return { type: shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { type: 'redo' };
  }
  if (writing) return null;
  switch (key) {
    case 'a':
      return { type: 'all' };
    case 'Home':
    case 'ArrowUp':
      return { type: 'go', way: 'top', extend: shiftKey };
    case 'End':
    case 'ArrowDown':
      return { type: 'go', way: 'bottom', extend: shiftKey };
    case 'ArrowLeft':
      return { type: 'go', way: 'first', extend: shiftKey };
    case 'ArrowRight':
      return { type: 'go', way: 'last', extend: shiftKey };
    default:
      return null;
  }
};

const inSelection = ({ key, shiftKey }: Key): Asked | null => {
  const way = ways[key];
  if (way) return { type: 'go', way, extend: shiftKey };
  switch (key) {
    case 'Home':
      return { type: 'go', way: 'first', extend: shiftKey };
    case 'End':
      return { type: 'go', way: 'last', extend: shiftKey };
    case 'PageUp':
      return { type: 'go', way: 'page-up', extend: shiftKey };
    case 'PageDown':
      return { type: 'go', way: 'page-down', extend: shiftKey };
    case 'Tab':
      return { type: 'next', step: shiftKey ? -1 : 1 };
    case 'Enter':
    case 'F2':
      return { type: 'write', typed: false };
    case 'Escape':
      return { type: 'letGo' };
    case 'Delete':
    case 'Backspace':
      return { type: 'empty' };
    default:
      // `Process`: an input method took the key and wants a field for what it is going to compose.
      return [...key].length === 1 || key === 'Process' ? { type: 'write', typed: true } : null;
  }
};

/** `writing`: the key was pressed inside what a cell is written with, not on the cell. Null: the browser knows better. */
export const askedBy = (pressed: Key, writing: boolean): Asked | null => {
  if (pressed.isComposing) return null;
  if (pressed.altKey) {
    if (pressed.ctrlKey || pressed.metaKey) return null;
    if (pressed.key === 'ArrowUp') return { type: 'moveRow', step: -1 };
    return pressed.key === 'ArrowDown' ? { type: 'moveRow', step: 1 } : null;
  }
  if (pressed.ctrlKey || pressed.metaKey) return withControl(pressed, writing);
  if (!writing) return inSelection(pressed);
  return pressed.key === 'Escape' ? { type: 'leave' } : null;
};
