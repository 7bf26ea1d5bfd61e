import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCommand } from '#shared/core/parse.ts';
import { kinds } from '#shared/kinds.ts';
import { topics } from '#shared/topics/kind.ts';
import { submit } from '../topics/topic.ts';

test('a command that fits is read, trimmed', () => {
  expect(parseCommand(topics, { ...submit, title: '  楼道 照明  ' })).toEqual({ command: { ...submit, title: '楼道 照明' } });
});

test('a bad field is named by its path and what is wrong with it', () => {
  expect(parseCommand(topics, { ...submit, title: ' ' })).toEqual({ malformed: 'empty', at: 'title' });
  expect(parseCommand(topics, { ...submit, photos: ['a.exe'] })).toEqual({ malformed: 'file', at: 'photos.0' });
  expect(parseCommand(topics, { ...submit, place: undefined })).toMatchObject({ at: 'place' });
  expect(parseCommand(topics, { type: 'select', scores: { urgent: 6 } })).toEqual({ malformed: 'score', at: 'scores.urgent' });
});

test('what is no command at all is told so', () => {
  expect(parseCommand(topics, null)).toMatchObject({ at: '' });
  expect(parseCommand(topics, { type: 'explode' })).toMatchObject({ at: 'type' });
  expect(parseCommand(topics, {})).toEqual({ malformed: 'missing', at: 'type' });
});

test('no input whatever makes any kind throw or speak in long sentences', () => {
  fc.assert(
    fc.property(fc.constantFrom(...Object.values(kinds)), fc.anything(), (kind, raw) => {
      const parsed = parseCommand(kind, raw);
      if ('malformed' in parsed) expect(parsed.malformed).toMatch(/^[a-z_-]{1,32}$/);
    }),
  );
});
