/** Outside data: the lines of `npm run consensus`, and the thread that maps a live room. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test, vi } from 'vitest';
import { Desk } from '#server/consensus/desk.ts';
import { linesOf } from '#server/consensus/lines.ts';
import { folderOf } from './conversations.ts';
import { withGroups } from './made-up.ts';

vi.setConfig({ testTimeout: 120_000 });

interface Answer {
  readonly error?: string;
  readonly groups: readonly {
    id: string;
    members: string[];
    centre: number[];
    representative: { statement: string; direction: string }[];
  }[];
  readonly positions: readonly { participant: string; x: number; y: number; group: string | null }[];
  readonly consensus: readonly { statement: string; direction: string; score: number; reason: string }[];
}

const root = join(import.meta.dirname, '../..');
const told = (desk: Desk, line: unknown): Answer =>
  JSON.parse(desk.answer(typeof line === 'string' ? line : JSON.stringify(line))) as Answer;

test('keeps what it was told between lines, and forgets it on reset', () => {
  const desk = new Desk();
  const { votes } = withGroups({ people: 40, statements: 30 }, [0.5, 0.5], 3);
  told(desk, { votes: votes.slice(0, 600) });
  const later = told(desk, { votes: votes.slice(600) });
  expect(later.positions).toHaveLength(40);
  expect(later.groups.map(({ members }) => members.length).reduce((a, b) => a + b, 0)).toBe(40);
  expect(told(desk, {})).toEqual(later);
  expect(told(desk, { votes })).toEqual(later);
  expect(told(desk, { reset: true }).positions).toEqual([]);
});

test('a bad line is named by its path, and nothing of it is taken', () => {
  const desk = new Desk();
  const before = told(desk, { votes: [['1', '7', 1]] });
  for (const [line, path] of [
    ['{', 'line'],
    ['[]', 'line'],
    [
      {
        votes: [
          ['1', '8', 1],
          ['1', '8', 2],
        ],
      },
      'votes[1][2]',
    ],
    [{ votes: [['1', '8']] }, 'votes[0]'],
    [{ votes: [[null, '8', 1]] }, 'votes[0][0]'],
    [{ statements: [{ id: '7', status: 'gone' }] }, 'statements[0].status'],
    [{ options: { language: 'fr' } }, 'options.language'],
  ] as const)
    expect(told(desk, line).error).toMatch(new RegExp(`^${path.replaceAll(/[[\]]/g, '\\$&')}:`));
  expect(told(desk, {})).toEqual(before);
});

test('excluded statements shape nothing', () => {
  const { votes } = withGroups({ people: 30, statements: 20 }, [0.5, 0.5], 2);
  const out = { id: 's0', status: 'excluded', text: '' };
  const desk = new Desk();
  const withoutIt = told(new Desk(), { votes: votes.filter(([, statement]) => statement !== 's0') });
  const excluded = told(desk, { statements: [out], votes });
  expect(excluded.consensus.map(({ statement }) => statement)).not.toContain('s0');
  expect(excluded.consensus.map(({ statement }) => statement).sort()).toEqual(withoutIt.consensus.map(({ statement }) => statement).sort());
  excluded.positions.forEach(({ x }, i) => expect(Math.abs(Math.abs(x) - Math.abs(withoutIt.positions[i]!.x))).toBeLessThan(0.2));
});

test('a line that is too long is dropped to its end', async () => {
  const bytes = async function* () {
    for (const part of ['ab\ncdef', 'gh\nij', '\n', 'k']) yield Buffer.from(part);
  };
  const lines: (string | null)[] = [];
  for await (const line of linesOf(bytes(), 4)) lines.push(line);
  expect(lines).toEqual(['ab', null, 'ij', 'k']);
});

test('the command answers each line, goes on after a bad one, and reads an export', async () => {
  const run = (...args: string[]) =>
    spawn(process.execPath, ['server/consensus/main.ts', ...args], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  const child = run();
  child.stdin.end('{"votes":[["1","7",1]]}\nnonsense\n{"votes":[["2","7",-1]]}\n');
  const lines: Answer[] = [];
  for await (const line of createInterface(child.stdout)) lines.push(JSON.parse(line) as Answer);
  expect(lines.map(({ error, positions }) => error ?? positions.length)).toEqual([1, expect.stringContaining('line'), 2]);
  const whole: Answer[] = [];
  for await (const line of createInterface(run(folderOf('brexit-consensus')).stdout)) whole.push(JSON.parse(line) as Answer);
  expect(whole).toHaveLength(1);
  expect(whole[0]!.positions).toHaveLength(204);
});
