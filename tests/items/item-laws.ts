/** What must hold of every item, whoever asked what in whatever order; each law throws with the name it is known by. */
import type { Recorded } from '#shared/core/recorded.ts';
import { refusals, type Event, type Live, type State } from '#shared/items/state.ts';
import { picture2 } from './item.ts';
import { other, rater } from './alphabet.ts';
import type { Explored, ItemKind, Laws, Move, Node } from './exploring.ts';

const known = new Set<string>(refusals);
const alive = (state: State): Live | null => (state.stage === 'unissued' ? null : state);

const twoKeys = (before: Node, { actor }: Move): void => {
  const { reporters, verified, rated } = before.ghost;
  const item = alive(before.state);
  if (!item || reporters.length === 0) throw new Error('closed without a report');
  if (!verified) throw new Error('closed without verification');
  if (!rated) throw new Error('closed before the rating ended');
  if (reporters.includes(actor.id)) throw new Error('closed by who reported');
  if (actor.department === item.matter.lead) throw new Error('closed by the lead department');
  if (!actor.roles.includes('supervisor') && !item.hosts.includes(actor.id)) throw new Error('closed by somebody without a key');
};

const clocks = (before: State, after: State, now: number): void => {
  const [one, two] = [alive(before), alive(after)];
  if (!two) return;
  if (two.clock.yellowAt > two.clock.redAt) throw new Error('yellow after red');
  if (two.lastActAt > now) throw new Error('acted in the future');
  if ('report' in two && two.report.at > now) throw new Error('reported in the future');
  if ('verifiedAt' in two && two.verifiedAt < two.report.at) throw new Error('verified before it was reported');
  if (two.stage === 'closed' && two.closedAt < two.verifiedAt) throw new Error('closed before it was verified');
  if (!one) return;
  if (two.clock.n < one.clock.n) throw new Error('the clock was set back');
  if (two.clock.n === one.clock.n && two.clock.redAt !== one.clock.redAt) throw new Error('the clock changed under its name');
  if (two.lastActAt < one.lastActAt) throw new Error('an instant went back');
};

const secrets = [rater.id, other.id, picture2];
const untold = (what: string, told: unknown): void => {
  const text = JSON.stringify(told);
  for (const secret of secrets) if (text.includes(secret)) throw new Error(`the department is told ${secret} by ${what}`);
};

/** Of a rater it is a secret that they rated, not that they tried something else in vain. */
const seen = (kind: ItemKind, { actor, events }: Move, { state, now }: Node): void => {
  for (const event of events) {
    const recorded: Recorded<Event> = { seq: 1, at: now, by: actor.id, cause: 'asked', event };
    const sent = kind.visibility.see(recorded, 'department', state);
    if (sent) untold(event.type, sent);
  }
};

export const lawsOf = (kind: ItemKind): Laws => ({
  move(before, move, after) {
    if (move.events.some(({ type }) => type === 'closed')) twoKeys(before, move);
    clocks(before.state, after.state, after.now);
    seen(kind, move, after);
  },
  refused(code) {
    if (!known.has(code)) throw new Error(`a "no" nobody knows: ${code}`);
  },
  reached({ state }) {
    if (state.stage !== 'unissued') untold('the item as it stands', kind.visibility.view(state, 'department'));
  },
});

/** Ids of states from which no closing can be reached: not over what was explored, nor from its rim as `ends` says. */
export const lost = ({ states, edges, closed, frontier }: Explored, ends: (node: Node) => boolean): readonly number[] => {
  const into = new Map<number, number[]>();
  for (let n = 0; n < edges.length; n += 2) {
    const [from, to] = [edges[n] as number, edges[n + 1] as number];
    const list = into.get(to);
    if (list) list.push(from);
    else into.set(to, [from]);
  }
  const saved = new Set([...closed, ...frontier.filter(([, node]) => ends(node)).map(([id]) => id)]);
  const queue = [...saved];
  for (let id = queue.pop(); id !== undefined; id = queue.pop())
    for (const before of into.get(id) ?? [])
      if (!saved.has(before)) {
        saved.add(before);
        queue.push(before);
      }
  return Array.from({ length: states }, (_, id) => id).filter((id) => !saved.has(id));
};
