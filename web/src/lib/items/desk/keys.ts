/** The keyboard of the desk as data. Letters count only while a row has the focus: they never take a key from somebody who types. */

export const bulkActions = ['claim', 'route', 'note', 'askExtension'] as const;
export type BulkAction = (typeof bulkActions)[number];

/** `open` is the browser's own: the focus lies on a link. */
export type Intent =
  | { readonly do: 'move'; readonly step: 1 | -1 }
  | { readonly do: 'first' | 'last' | 'select' | 'selectAll' | 'clear' | 'find' | 'open' }
  | { readonly do: 'act'; readonly action: BulkAction };

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

const intents: Readonly<Record<string, Intent>> = {
  j: { do: 'move', step: 1 },
  ArrowDown: { do: 'move', step: 1 },
  k: { do: 'move', step: -1 },
  ArrowUp: { do: 'move', step: -1 },
  Home: { do: 'first' },
  End: { do: 'last' },
  ' ': { do: 'select' },
  a: { do: 'selectAll' },
  Escape: { do: 'clear' },
  '/': { do: 'find' },
  Enter: { do: 'open' },
  c: { do: 'act', action: 'claim' },
  r: { do: 'act', action: 'route' },
  n: { do: 'act', action: 'note' },
  e: { do: 'act', action: 'askExtension' },
};

/** What a key asks for; null = nothing of ours. With Ctrl, Alt or Cmd it belongs to the browser. */
export const intentOf = ({ key, ctrlKey, altKey, metaKey }: Pressed): Intent | null =>
  ctrlKey || altKey || metaKey ? null : (intents[key.length === 1 ? key.toLowerCase() : key] ?? null);

/** The letter shown beside an action. */
export const letterOf = (action: BulkAction): string =>
  Object.entries(intents)
    .find(([, intent]) => intent.do === 'act' && intent.action === action)?.[0]
    ?.toUpperCase() ?? '';

/** The row the focus goes to; stays within the list. */
export const moved = (count: number, from: number, intent: Intent): number => {
  if (count === 0) return -1;
  if (intent.do === 'first') return 0;
  if (intent.do === 'last') return count - 1;
  return intent.do === 'move' ? Math.min(count - 1, Math.max(0, from + intent.step)) : from;
};
