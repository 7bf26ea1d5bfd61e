/**
 * `npm run bench:room [-- --quick] [--phones=500,2000] [--rounds=1]`: one room of this server beside a bare Socket.IO room and a bare `ws`
 * room, in the same run, server and load in separate processes. Prints goals and what was reached as JSON. Not a test: machines differ.
 */
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildOnce } from '../documents/building.ts';
import { openHouse } from './house.ts';
import { openPeer } from './peer.ts';
import { loaded } from './loading.ts';
import { roomNames, type RoomName } from './place.ts';
import { tableOf, type Measured } from './table.ts';

const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, phones: { type: 'string' }, rounds: { type: 'string' } },
});
const sizes = values.phones?.split(',').map(Number) ?? (values.quick ? [200] : [500, 1_000, 2_000]);
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const window = values.quick ? 3_000 : 8_000;

const say = (line: string): void => console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);

const once = async (name: RoomName, phones: number): Promise<Measured['rooms'][RoomName][number]> => {
  const open = name === 'this' ? await openHouse(phones) : await openPeer(name);
  try {
    const result = await loaded({ place: open.place, phones, window });
    return { ...result, kept: await open.kept() };
  } finally {
    await open.close();
  }
};

await buildOnce();
process.setMaxListeners(0);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
const loadBefore = loadavg();
const measured: Measured[] = [];
for (const phones of sizes) {
  const rooms: Record<RoomName, Measured['rooms'][RoomName][number][]> = { this: [], 'socket.io': [], ws: [] };
  for (let round = 1; round <= rounds; round += 1)
    for (const name of roomNames) {
      say(`${phones} phones · ${name} · round ${round} of ${rounds}`);
      rooms[name].push(await once(name, phones));
    }
  measured.push({ phones, rooms });
}
const machine = { cores: cpus().length, model: cpus()[0]?.model, node: process.version, loadAverageBefore: loadBefore };
process.stdout.write(`${JSON.stringify({ machine, window, table: tableOf(measured), details: measured }, null, 2)}\n`);
process.exit(0);
