/** Days and moments as iCalendar (RFC 5545): lines end with CR LF and hold at most 75 bytes. */
import { addDays } from '#shared/core/calendar.ts';
import type { FeedEntry } from '#shared/core/feed.ts';
import type { FeedHead } from './atom.ts';

export const calendarType = 'text/calendar; charset=utf-8';

const written = (text: string): string =>
  text
    .replaceAll(/[\\;,]/g, (mark) => `\\${mark}`)
    .replaceAll(/\r\n?|\n/g, '\\n')
    .replaceAll(/[\u0000-\u001f\u007f]/g, '');

/** Longer ones go on in the next line after a blank; never within a character. */
const folded = (line: string): string => {
  const lines: string[] = [];
  let now = '';
  let bytes = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (bytes + size > 75) {
      lines.push(now);
      [now, bytes] = [' ', 1];
    }
    now += letter;
    bytes += size;
  }
  return [...lines, now].join('\r\n');
};

const compact = (day: string): string => day.replaceAll('-', '');
const moment = (at: number): string => new Date(at).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');

type Dated = FeedEntry & { readonly time: NonNullable<FeedEntry['time']> };
const isDated = (entry: FeedEntry): entry is Dated => entry.time !== null;

/** A day lasts until the next one begins. */
const timeOf = ({ time }: Dated): readonly string[] =>
  'day' in time
    ? [`DTSTART;VALUE=DATE:${compact(time.day)}`, `DTEND;VALUE=DATE:${compact(addDays(time.day, 1))}`]
    : [`DTSTART:${moment(time.at)}`, `DTEND:${moment(time.at + time.minutes * 60_000)}`];

const eventOf = (entry: Dated, { origin, now }: FeedHead): readonly string[] => [
  'BEGIN:VEVENT',
  `UID:${entry.path.slice(1).replaceAll('/', '-')}@${new URL(origin).hostname}`,
  `DTSTAMP:${moment(entry.changedAt ?? now)}`,
  ...timeOf(entry),
  `SUMMARY:${written(entry.title)}`,
  `DESCRIPTION:${written(entry.summary)}`,
  ...(entry.place === '' ? [] : [`LOCATION:${written(entry.place)}`]),
  `URL:${origin}${entry.path}`,
  ...('day' in entry.time ? ['TRANSP:TRANSPARENT'] : []),
  'END:VEVENT',
];

/** Calendars ask again every hour. */
export const calendarFile = (head: FeedHead, entries: readonly FeedEntry[]): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//consultation//feeds//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${written(head.title)}`,
    `X-WR-CALNAME:${written(head.title)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...entries.filter(isDated).flatMap((entry) => eventOf(entry, head)),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n');
