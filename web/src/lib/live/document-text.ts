/**
 * Shared text in a plain text field. What is typed goes in as one splice; what others type comes in around the caret. While an input method
 * composes, the field is left alone, since changing it would break the composition: others' edits wait, and what was composed is
 * put where it belongs by then.
 */
import { follow, rebase, spliceOf, type Delta, type Splice } from './document-splice.ts';

/** The part of a text area that is used. */
export type TextField = Pick<
  HTMLTextAreaElement,
  'value' | 'selectionStart' | 'selectionEnd' | 'setSelectionRange' | 'addEventListener' | 'removeEventListener'
>;

/** The shared text as the field sees it. */
export interface SharedText {
  read(): string;
  /** One edit of mine, all of it at once. */
  splice(splices: readonly Splice[]): void;
  undo(): void;
  redo(): void;
}

export class TextBinding {
  readonly #field: TextField;
  readonly #text: SharedText;
  /** What the field showed last, without what is being composed. */
  #shown: string;
  #composing = false;
  /** What others did while the input method composed; null = the text was replaced as a whole. */
  #missed: Delta[] | null = [];

  constructor(field: TextField, text: SharedText) {
    this.#field = field;
    this.#text = text;
    this.#shown = '';
    this.#show(text.read());
    field.addEventListener('input', this.#typed);
    field.addEventListener('compositionstart', this.#begin);
    field.addEventListener('compositionend', this.#end);
    field.addEventListener('beforeinput', this.#history as EventListener);
  }

  close(): void {
    if (this.#composing) this.#end();
    this.#field.removeEventListener('input', this.#typed);
    this.#field.removeEventListener('compositionstart', this.#begin);
    this.#field.removeEventListener('compositionend', this.#end);
    this.#field.removeEventListener('beforeinput', this.#history as EventListener);
  }

  /** Others (or an undo) changed the text; null = it is another text now. */
  changed(delta: Delta | null): void {
    if (this.#composing) {
      if (delta && this.#missed) this.#missed.push(delta);
      else this.#missed = null;
      return;
    }
    const { selectionStart, selectionEnd } = this.#field;
    const place = (index: number): number => (delta ? follow(index, delta) : index);
    this.#show(this.#text.read(), place(selectionStart), place(selectionEnd));
  }

  #show(text: string, start = 0, end = 0): void {
    if (this.#field.value !== text) {
      this.#field.value = text;
      // A field without focus has a caret, too; setting it would scroll some browsers.
      this.#field.setSelectionRange(Math.min(start, text.length), Math.min(end, text.length));
    }
    this.#shown = this.#field.value;
  }

  readonly #typed = (): void => {
    if (this.#composing) return;
    this.#take([]);
  };

  readonly #begin = (): void => {
    this.#composing = true;
    this.#missed = [];
  };

  readonly #end = (): void => {
    this.#composing = false;
    const missed = this.#missed;
    this.#missed = [];
    if (missed) this.#take(missed);
    else this.#show(this.#text.read());
  };

  #take(missed: readonly Delta[]): void {
    const { value, selectionEnd } = this.#field;
    const mine = spliceOf(this.#shown, value, selectionEnd);
    this.#shown = value;
    const splices = mine ? rebase(mine, missed) : [];
    if (splices.length > 0) this.#text.splice(splices);
    if (missed.length === 0) return;
    const last = splices.findLast(({ inserted }) => inserted !== '');
    const caret = last ? last.at + last.inserted.length : missed.reduce((place, delta) => follow(place, delta), selectionEnd);
    this.#show(this.#text.read(), caret, caret);
  }

  /** The browser's own undo knows nothing of what others wrote; ours takes back only what I did. */
  readonly #history = (event: InputEvent): void => {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return;
    event.preventDefault();
    if (event.inputType === 'historyUndo') this.#text.undo();
    else this.#text.redo();
  };
}
