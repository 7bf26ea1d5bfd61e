/** A whole meeting through the doors of the house: pencilled while it runs, complete at the close, taken away as a file. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AnyCommand, DocumentContent } from '#shared/core/kind.ts';
import { blocksIn } from '#shared/minutes/block.ts';
import { kinds } from '#shared/kinds.ts';
import { openHouse, type Caller, type House } from '../gateway/running.ts';
import { paragraphs, parsed, unzip } from '../exports/opened.ts';

let home: House;
let host: Caller;
let guest: Caller;
const id = 'hall-1';

beforeEach(async () => {
  home = await openHouse({ kinds });
  host = await home.person('convener');
  guest = await home.guest();
});
afterEach(() => home.close());

let asked = 0;
const ask = async (from: Caller, stream: string, command: AnyCommand & Readonly<Record<string, unknown>>): Promise<string> => {
  const command_id = `c-${(asked += 1)}`;
  const { body } = await home.call('POST', `/api/${stream}/commands`, { id: command_id, command }, from);
  expect(body, command.type).toHaveProperty('seq');
  return command_id;
};
const inHall = (from: Caller, command: AnyCommand & Readonly<Record<string, unknown>>) => ask(from, `sessions/${id}`, command);
const content = async (from: Caller): Promise<DocumentContent> =>
  (await home.call('GET', `/api/documents/checklists/${id}/minutes/history/content`, undefined, from)).body as unknown as DocumentContent;

/** Until it holds, or five seconds are over; milliseconds it took. */
const until = async (holds: () => Promise<boolean>): Promise<number> => {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > 5_000) throw new Error('it never came');
    await new Promise(setImmediate);
  }
  return performance.now() - began;
};

const docx = async (from: Caller | null, name = 'minutes') => {
  const response = await fetch(`${home.url}/api/checklists/${id}/papers/${name}.docx`, { headers: from ? { cookie: from.cookie } : {} });
  if (!response.ok) return { status: response.status, lines: [] as string[], type: '' };
  const files = unzip(new Uint8Array(await response.arrayBuffer()));
  return { status: 200, lines: paragraphs(parsed(files.get('word/document.xml')!)), type: response.headers.get('content-type') };
};

/** Opened, with so many questions raised and answered by word of the host. */
const meet = async (questions: number): Promise<void> => {
  const convene = {
    type: 'convene',
    title: '新桥北村改造',
    topics: [{ id: 't-1', title: '加装电梯' }],
    place: '活动室',
    startsAt: home.clock.now() + 60_000,
  };
  await inHall(host, { ...convene, preset: 'questions-answers-debate', publicity: 'open', name: '王主持' });
  const { state } = (await home.call('GET', `/api/sessions/${id}`, undefined, host)).body as {
    state: { codes: { key: string; code: string }[] };
  };
  const code = state.codes.find(({ key }) => key === 'participant')?.code ?? '';
  await inHall(host, { type: 'open' });
  await inHall(guest, { type: 'join', code, name: '张居民' });
  await inHall(host, { type: 'startSegment', segment: 's1' });
  for (let n = 1; n <= questions; n += 1) {
    const question = await inHall(guest, { type: 'ask', text: `第${n}问`, anonymous: n === 2 });
    await inHall(host, { type: 'raiseQuestion', question });
    await inHall(host, { type: 'answerQuestion', question, kind: 'on-the-spot', text: `第${n}答` });
  }
};

test('the minutes stand at the close, every question and answer once, and go away as a file', async () => {
  await meet(20);
  await inHall(host, { type: 'close' });
  const whole = async (): Promise<boolean> => blocksIn(await content(host)).some(({ row }) => row === 'decisions');
  const took = await until(whole);
  console.log(`ready ${Math.round(took)} ms after the close`);
  const blocks = blocksIn(await content(host));
  for (let n = 1; n <= 20; n += 1) {
    expect(blocks.filter(({ text }) => text === `第${n}问`)).toHaveLength(1);
    expect(blocks.filter(({ text }) => text === `第${n}答`)).toHaveLength(1);
  }
  const { lines, type } = await docx(host);
  expect(type).toContain('wordprocessingml');
  expect(lines.filter((line) => line.endsWith('第7问'))).toEqual([expect.stringContaining('张居民')]);
  expect(lines.filter((line) => line.endsWith('第2问'))).toEqual([expect.stringContaining('不具名')]);
  expect(lines.some((line) => line.includes('王主持'))).toBe(true);
}, 30_000);

test('a draft is read by who was there; issued it is read by everybody, with the names of those in office only', async () => {
  await meet(1);
  await inHall(host, { type: 'close' });
  await until(
    async () =>
      ((await home.call('GET', `/api/checklists/${id}`, undefined, host)).body as { state?: { minutes?: { concludedAt: number | null } } })
        .state?.minutes?.concludedAt != null,
  );
  const stranger = await home.guest();
  expect((await docx(guest)).status).toBe(200);
  expect([(await docx(stranger)).status, (await docx(null)).status, (await docx(host, 'nothing')).status]).toEqual([403, 401, 404]);
  await ask(host, `checklists/${id}`, { type: 'issueMinutes' });
  const { status, lines } = await docx(null);
  expect(status).toBe(200);
  expect(lines.join('\n')).toContain('王主持');
  expect(lines.join('\n')).not.toContain('张居民');
  expect(lines.filter((line) => line.endsWith('第1问'))).toEqual([expect.stringContaining('群众代表')]);
}, 30_000);

test('an erased name is gone from the minutes, issued or not', async () => {
  await meet(1);
  expect((await docx(host)).lines.join('\n')).toContain('张居民');
  await home.engine.erase(guest.person);
  const { lines } = await docx(host);
  expect(lines.join('\n')).not.toContain('张居民');
  expect(lines.filter((line) => line.endsWith('第1问'))).toHaveLength(1);
}, 30_000);
