import type { Candidate, ServerName } from './candidate.ts';
import { house } from './house.ts';
import { peerOf } from './peer.ts';

const candidates: Readonly<Record<ServerName, () => Candidate>> = {
  this: house,
  'y-websocket-server': () =>
    peerOf({ name: 'y-websocket-server', program: new URL('../peers/websocket.ts', import.meta.url), addressed: false }),
  hocuspocus: () => peerOf({ name: 'hocuspocus', program: new URL('../peers/hocuspocus.ts', import.meta.url), addressed: true }),
  relay: () => peerOf({ name: 'relay', program: new URL('../peers/relay.ts', import.meta.url), addressed: false }),
};

export const candidate = (name: ServerName): Candidate => candidates[name]();
