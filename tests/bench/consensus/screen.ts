/** From a vote on one line to the map on another, through a whole house: what people in a hall wait for. */
import type { StreamId } from '#shared/core/recorded.ts';
import { halls } from '#tests/consensus/halls.ts';
import { withGroups } from '#tests/consensus/made-up.ts';
import { openHouse } from '#tests/gateway/running.ts';

const stream: StreamId = 'halls/bench';
const rounds = 12;

/** Milliseconds of each round, and the bytes of the last map. The room is at rest before each vote, so a tick is due at once. */
export const voteToScreen = async (): Promise<{ readonly milliseconds: readonly number[]; readonly mapBytes: number }> => {
  const house = await openHouse({ kinds: { halls } });
  try {
    const [voter, watcher] = [await house.line((await house.guest()).cookie), await house.line((await house.guest()).cookie)];
    await watcher.follow(stream);
    const { votes } = withGroups({ people: 60, statements: 100 }, [0.5, 0.5], 1, { shared: 0.3, loyal: 0.93 });
    const each = Math.ceil(votes.length * 0.006);
    const early = votes.slice(0, votes.length - each * rounds);
    const maps = (): readonly string[] => watcher.heard.signal.flatMap(([, { map }]) => (map === undefined ? [] : [map]));
    for (let at = 0; at < early.length; at += 400)
      await voter.command(stream, `early-${at}`, { type: 'mark', votes: early.slice(at, at + 400) });
    await watcher.until(() => maps().some((map) => map.includes('"standing":"groups"')));
    const milliseconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      await new Promise((rested) => setTimeout(rested, 1_300));
      const [seen, begun, from] = [maps().length, performance.now(), early.length + round * each];
      void voter.command(stream, `vote-${round}`, { type: 'mark', votes: votes.slice(from, from + each) });
      await watcher.until(() => maps().length > seen);
      milliseconds.push(performance.now() - begun);
    }
    return { milliseconds, mapBytes: maps().at(-1)?.length ?? 0 };
  } finally {
    await house.close();
  }
};
