import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';

import { TextBinding, type TextField } from '#web/lib/live/document-text.ts';

/** A text field as far as the binding uses it, and a person who types in it. */
class Field extends EventTarget implements TextField {
  value = '';
  selectionStart = 0;
  selectionEnd = 0;

  setSelectionRange(start: number | null, end: number | null): void {
    this.selectionStart = start ?? 0;
    this.selectionEnd = end ?? 0;
  }

  caret(at: number): void {
    this.setSelectionRange(at, at);
  }

  type(text: string): void {
    this.value = this.value.slice(0, this.selectionStart) + text + this.value.slice(this.selectionEnd);
    this.caret(this.selectionStart + text.length);
    this.dispatchEvent(new Event('input'));
  }

  compose(...steps: readonly string[]): void {
    this.dispatchEvent(new Event('compositionstart'));
    let length = 0;
    for (const step of steps) {
      this.setSelectionRange(this.selectionStart - length, this.selectionStart);
      this.type(step);
      length = step.length;
    }
  }

  endComposition(): void {
    this.dispatchEvent(new Event('compositionend'));
  }
}

const bound = (begin: string) => {
  const doc = new Y.Doc();
  const text = doc.getText('t');
  text.insert(0, begin);
  const mine = {};
  const undo = new Y.UndoManager(text, { trackedOrigins: new Set([mine]), captureTimeout: 0 });
  const field = new Field();
  let mineNow = false;
  const binding = new TextBinding(field, {
    read: () => text.toJSON(),
    splice: (splices) => {
      mineNow = true;
      doc.transact(() => {
        for (const { at, removed, inserted } of splices) {
          text.delete(at, removed);
          text.insert(at, inserted);
        }
      }, mine);
      mineNow = false;
    },
    undo: () => undo.undo(),
    redo: () => undo.redo(),
  });
  text.observe((event) => {
    if (!mineNow) binding.changed(event.delta);
  });
  return { doc, text, field, binding };
};

describe('a text field that others write in, too', () => {
  test('what is typed goes in where it is typed', () => {
    const { text, field } = bound('修门');
    field.caret(1);
    field.type('大');
    expect([text.toJSON(), field.value, field.selectionStart]).toEqual(['修大门', '修大门', 2]);
  });

  test('what others write comes in around the caret', () => {
    const { text, field } = bound('修门');
    field.caret(1);
    text.insert(0, '先');
    expect([field.value, field.selectionStart]).toEqual(['先修门', 2]);
    text.insert(3, '和窗');
    expect([field.value, field.selectionStart]).toEqual(['先修门和窗', 2]);
    text.delete(0, 2);
    expect([field.value, field.selectionStart]).toEqual(['门和窗', 0]);
  });

  test('a composition is not disturbed; what others wrote meanwhile and what was composed are both there', () => {
    const { text, field } = bound('一楼门');
    field.caret(2);
    field.compose('d', 'da', '大');
    text.insert(0, '请修');
    expect(field.value).toBe('一楼大门');
    text.insert(text.length, '。');
    field.endComposition();
    expect([text.toJSON(), field.value, field.selectionStart]).toEqual(['请修一楼大门。', '请修一楼大门。', 5]);
    field.type('铁');
    expect(text.toJSON()).toBe('请修一楼大铁门。');
  });

  test('a composition over a selection that others changed takes away only what was selected', () => {
    const { text, field } = bound('零一二三四');
    field.setSelectionRange(1, 4);
    field.dispatchEvent(new Event('compositionstart'));
    field.type('新');
    text.insert(3, '他');
    text.delete(1, 1);
    field.endComposition();
    expect(text.toJSON().includes('他')).toBe(true);
    expect(text.toJSON().replace('他', '')).toBe('零新四');
    expect(field.value).toBe(text.toJSON());
  });

  test('a composition that is given up changes nothing', () => {
    const { text, field } = bound('门');
    field.caret(1);
    field.compose('d', '');
    text.insert(0, '大');
    field.endComposition();
    expect([text.toJSON(), field.value]).toEqual(['大门', '大门']);
  });

  test('a text that was replaced as a whole while composing shows the new one', () => {
    const { text, field, binding } = bound('门');
    field.compose('d');
    binding.changed(null);
    field.endComposition();
    expect(field.value).toBe(text.toJSON());
  });

  test('undo takes back only what I wrote', () => {
    const { text, field } = bound('');
    field.type('我');
    text.insert(0, '他');
    const undo = new Event('beforeinput', { cancelable: true });
    Object.assign(undo, { inputType: 'historyUndo' });
    field.dispatchEvent(undo);
    expect([undo.defaultPrevented, text.toJSON(), field.value]).toEqual([true, '他', '他']);
  });

  test('closing in the middle of a composition keeps what was composed', () => {
    const { text, field, binding } = bound('');
    field.compose('门');
    binding.close();
    field.type('x');
    expect(text.toJSON()).toBe('门');
  });
});
