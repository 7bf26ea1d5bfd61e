/**
 * A house on the folder given, `ahead` milliseconds in the future. With an address: tells it of everything that happens, and writes many a line,
 * printing `<stream> <seq>` for each answer; without: only tells what is left. Run by once.test.ts.
 */
import { openSqlite } from '#server/store/sqlite/store.ts';
import { openHouse } from '#tests/gateway/running.ts';

const [, , folder = '', ahead = '0', url] = process.argv;
const house = await openHouse({ store: await openSqlite(folder) });
house.clock.pass(Number(ahead));
house.means.deliveries.look();

if (url !== undefined) {
  const admin = await house.person('admin');
  await house.call('POST', '/api/webhooks', { name: 'x', url, events: ['boards.*'], sees: 'maker' }, admin);
  const write = async (stream: string): Promise<void> => {
    for (let n = 1; n <= 40; n += 1) {
      const command = { type: 'write', line: `${n}` };
      const { body } = await house.call('POST', `/api/boards/${stream}/commands`, { id: `w-${n}`, command }, admin);
      process.stdout.write(`${stream} ${Number(body['seq'])}\n`);
    }
  };
  await Promise.all(['a', 'b', 'c', 'd'].map(write));
}
process.stdout.write('ready\n');
// Until it is told to end.
setInterval(() => undefined, 60_000);
