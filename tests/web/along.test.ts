/** Coming late, going along, and hearing what changes: the parts of it that no browser is needed for. */
import { describe, expect, test } from 'vitest';
import { segmentClock, turnClock } from '#shared/sessions/clock.ts';
import type { SessionEvent } from '#shared/sessions/events.ts';
import { sessions } from '#shared/sessions/kind.ts';
import type { Session } from '#shared/sessions/state.ts';
import { readable, responsibilityLines, suggestionLines } from '#web/lib/checklists/screen/lines.ts';
import { catchUp, type CatchUpFacts } from '#web/lib/sessions/phone/catch-up.ts';
import { glanceAt, newsBetween, type Listener } from '#web/lib/sessions/phone/glance.ts';
import { concernsMe } from '#web/lib/sessions/phone/my-part.ts';
import { addressOf, lookingAt } from '#web/lib/sessions/phone/place.ts';
import { placeOf, sceneOf, shownScene } from '#web/lib/sessions/screen/scene.ts';
import { widthOf } from '#web/lib/sessions/screen/width.ts';
import { sentences } from '#web/lib/ui/sentences.ts';
import { dates } from '#web/lib/words/dates.ts';
import { names } from '#web/lib/words/sessions.ts';
import { along } from '#web/lib/words/sessions/along.ts';
import { board } from '#web/lib/words/sessions/board.ts';
import { phone } from '#web/lib/words/sessions/phone.ts';
import { fold, start } from '../given/given.ts';
import {
  answered,
  asked,
  begun,
  given,
  housing,
  later,
  li,
  observer,
  open,
  raised,
  requested,
  zhang,
  type Past,
} from '../sessions/hall.ts';

const after = (...events: readonly Past[]): Session => {
  const state = fold(sessions, events);
  if (state.stage === 'none') throw new Error('the session was not convened');
  return state;
};
const motion: SessionEvent = { type: 'motionSet', motion: 'm-1', text: '加装电梯' };
const promised: SessionEvent = {
  ...{ type: 'commitmentCaptured', commitment: 'c-1', question: 'q-1', answer: 'a-1', turn: null },
  ...{ department: 'housing', what: '年底前装好电梯', due: '2026-12-31' },
};

describe('where we are, what I can do, what was said', () => {
  const facts = (me: string, more: Partial<CatchUpFacts> = {}): CatchUpFacts => ({
    ...{ me, mine: [], place: null, endsAt: null, offers: [] },
    nameOf: (person) => `名-${person}`,
    departmentName: () => '住建局',
    asked: () => false,
    seconded: () => false,
    titleOf: ({ title }) => title,
    ...more,
  });
  const words = { along: along.zh, board: board.zh, phone: phone.zh, names: names.zh, dates: dates('zh') };

  test('tells the answer, the promise and the gist, newest kept, and what waits', () => {
    const past = [
      ...begun,
      asked(zhang),
      raised,
      answered(),
      promised,
      asked(li, { question: 'q-2', text: '谁来管？' }),
      { ...raised, question: 'q-2' },
    ];
    const { where, said } = catchUp(after(...past), facts(zhang.id), words);
    expect(where[0]).toContain('“提问”');
    expect(said.join('\n')).toContain('问：电梯什么时候装？ 答：年底前装好。');
    expect(said).toContain('在等答复：谁来管？');
    expect(said.join('\n')).toContain('住建局答应：年底前装好电梯，2026年12月31日前完成。');
  });

  test('the segment is named in the language of the screen', () => {
    const titled: SessionEvent = {
      type: 'segmentRevised',
      segment: { id: 'ask', form: 'questions', title: '提问', titleEn: 'Questions', topic: null, minutes: 20, turn: 180 },
    };
    const titleOf = ({ title, titleEn }: { title: string; titleEn: string | null }): string => titleEn ?? title;
    expect(catchUp(after(...begun, titled), facts(li.id, { titleOf }), words).where[0]).toContain('“Questions”');
    const [was, is] = [after(...open, titled), after(...begun, titled)];
    const at = (session: Session) => glanceAt(session, li.id, null, { segment: segmentClock(session, start), turn: null });
    const heard = newsBetween(at(was), at(is), is, {
      ...{ me: li.id, mine: [], asked: () => false, nameOf: (person) => person, departmentName: () => '' },
      titleOf,
      words,
    });
    expect(heard.map(({ text }) => text)).toEqual(['现在进入：Questions']);
  });

  test('says what this person can do, and nothing they cannot', () => {
    const session = after(...begun, asked(zhang));
    expect(catchUp(session, facts(observer.id), words).can).toEqual([along.zh.canWatch]);
    expect(catchUp(session, facts('g-nobody'), words).can).toEqual([along.zh.canJoin]);
    expect(catchUp(session, facts(li.id, { offers: ['表决：请投票。'] }), words).can).toEqual([
      '表决：请投票。',
      along.zh.canAsk,
      along.zh.canSecond(1),
      along.zh.canSpeak,
    ]);
    expect(catchUp(session, facts(li.id, { seconded: ({ id }) => id === 'q-1' }), words).can).not.toContain(along.zh.canSecond(1));
    expect(catchUp(session, facts(zhang.id, { place: 2 }), words).can).toContain(along.zh.canWait(2));
    const officers = catchUp(after(...begun, asked(zhang), raised, promised), facts(housing.id, { mine: ['housing'] }), words).can;
    expect(officers.slice(0, 2)).toEqual([along.zh.canAnswer(1), along.zh.canConfirm(1)]);
  });
});

describe('what a screen reader hears', () => {
  const listener = (me: string, mine: readonly string[] = []): Listener => ({
    ...{ me, mine, asked: () => false, nameOf: (person: string) => person, departmentName: () => '住建局' },
    titleOf: ({ title }) => title,
    words: { along: along.zh, board: board.zh, phone: phone.zh },
  });
  const glance = (session: Session, me: string, now: number, place: number | null = null) =>
    glanceAt(session, me, place, { segment: segmentClock(session, now), turn: turnClock(session, now) });
  const heard = (before: readonly Past[], more: readonly Past[], me: string, now = start, mine: readonly string[] = []) => {
    const [was, is] = [after(...before), after(...before, ...more)];
    return newsBetween(glance(was, me, now), glance(is, me, now), is, listener(me, mine)).map(
      ({ text, urgent }) => `${urgent ? '!' : ''}${text}`,
    );
  };

  test('my turn comes first and aloud; others hear who speaks', () => {
    const turn = [requested(zhang), given(zhang), { type: 'turnStarted', turn: `turn-${zhang.id}` }] as const;
    expect(heard(begun, turn, zhang.id)).toEqual(['!轮到您了']);
    expect(heard(begun, turn, li.id)).toEqual([`${zhang.id}开始发言`]);
  });

  test('thirty seconds before the end, once', () => {
    const session = after(...begun, requested(zhang), given(zhang), { type: 'turnStarted', turn: `turn-${zhang.id}` });
    const at = (now: number) => glance(session, zhang.id, now);
    const between = (from: number, to: number) => newsBetween(at(from), at(to), session, listener(zhang.id)).map(({ text }) => text);
    expect(between(start + 149_000, start + 151_000)).toEqual(['还有 30 秒']);
    expect(between(start + 151_000, start + 152_000)).toEqual([]);
    expect(between(start + 179_000, start + 181_000)).toEqual([along.zh.timeOver]);
  });

  test('segments, questions, answers, motions and promises; many new questions are one sentence', () => {
    expect(heard(open, [{ type: 'segmentStarted', segment: 'ask' }], li.id)).toEqual(['现在进入：提问']);
    expect(heard(begun, [asked(zhang), asked(zhang, { question: 'q-2' })], li.id)).toEqual(['有 2 个新问题']);
    expect(heard([...begun, asked(zhang)], [raised], li.id)).toEqual(['新问题被提出：电梯什么时候装？']);
    expect(heard([...begun, asked(zhang)], [raised], housing.id, start, ['housing'])).toEqual([`!${phone.zh.askedYou}`]);
    expect(heard([...begun, asked(zhang), raised], [answered()], zhang.id)).toEqual(['您的问题有了答复：电梯什么时候装？']);
    expect(heard(begun, [motion], li.id)).toEqual(['新辩题：加装电梯']);
    expect(heard([...begun, asked(zhang), raised, answered()], [promised], li.id)).toEqual(['住建局作出一项承诺']);
  });

  test('a clock that stands still is told, a new segment is not told twice', () => {
    expect(heard(begun, later(1_000, { type: 'clockPaused', segment: 'ask' }), li.id)).toEqual(['计时暂停']);
  });
});

test('promises concern whoever asked, seconded or said what they grew out of, and the department', () => {
  const session = after(...begun, asked(zhang), promised);
  const for_ = (me: string, mine: readonly string[] = []) =>
    concernsMe(session, { me, mine, asked: (question) => question.by === me, seconded: () => me === li.id }).map(({ id }) => id);
  expect([for_(zhang.id), for_(li.id), for_(housing.id, ['housing']), for_(observer.id)]).toEqual([['c-1'], ['c-1'], ['c-1'], []]);
});

describe('going along with the host', () => {
  test('every scene has its place, and every place its address', () => {
    expect(lookingAt('42', '/sessions/42', '')).toBe('now');
    expect(lookingAt('42', '/sessions/42', '#turns')).toBeNull();
    expect(lookingAt('42', '/sessions/42/host', '')).toBeNull();
    for (const place of new Set(Object.values(placeOf))) {
      const { pathname, hash } = new URL(addressOf('42', place), 'http://house');
      expect(lookingAt('42', pathname, hash)).toBe(place);
    }
  });

  test('an open poll comes before the segment, what the host chose before both, and nothing calls after the close', () => {
    expect(shownScene(after(...begun), 'poll')).toBe('poll');
    expect(shownScene(after(...begun, { type: 'sceneShown', scene: 'agenda' }), 'poll')).toBe('agenda');
    expect(shownScene(after(...open), 'poll')).toBe('poll');
    expect(shownScene(after(...begun, { type: 'closed' }), 'poll')).toBe('thanks');
    expect(sceneOf('map', after(...begun, { type: 'closed' }))).toBe('map');
  });
});

describe('words on the wall and in the ear', () => {
  test('a title of thirty characters is known to be that wide', () => {
    expect(widthOf('望桥新村三期老旧小区加装电梯与雨污分流改造协商会暨责任落实商')).toBe(30);
    expect(widthOf('Lift')).toBeLessThan(3);
  });

  test('a voice gets sentences, short ones, none empty', () => {
    expect(sentences('谁来修？一个月内。\n\n还有：路灯')).toEqual(['谁来修？', '一个月内。', '还有：路灯']);
    for (const part of sentences(`${'很长'.repeat(200)}。`)) expect(part.length).toBeLessThanOrEqual(120);
    expect(sentences(' \n ')).toEqual([]);
  });

  test('both lists as lines, whatever stands in their cells', () => {
    expect(
      suggestionLines([
        { id: '1', suggestion: ' 装\n灯 ', department: 'housing' },
        { id: '2', problem: '黑', suggestion: 7 },
      ]),
    ).toEqual([
      { id: '1', text: '装 灯', department: 'housing', due: null },
      { id: '2', text: '黑', department: null, due: null },
    ]);
    const said = readable(
      { suggestions: [], responsibilities: [{ id: '1', title: '装灯', lead: 'housing', due: '2026-12-31' }] },
      {
        titles: { suggestions: '建议', responsibilities: '责任' },
        row: along.zh.listRow,
        departmentName: () => '住建局',
        day: (day) => day,
      },
    );
    expect(said).toBe('责任\n第 1 条：装灯，住建局，2026-12-31前。');
    expect(responsibilityLines([{ id: '1', due: 'bald' }])[0]!.due).toBeNull();
  });
});
