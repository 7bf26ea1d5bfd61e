import type { Room } from './room.svelte.ts';

/** Where phones reach us: as configured, or else as this browser does; `localhost` is nobody's phone. */
const origin = (room: Room, here: string): string => (/^https?:\/\/(?:localhost|127\.)/u.test(room.origin) ? here : room.origin);

export const joinAddress = (room: Room, code: string, here: string): string => `${origin(room, here)}/j/${code}`;
export const screenAddress = (room: Room, code: string, here: string): string => `${origin(room, here)}/sessions/${room.id}/screen#${code}`;
/** The picture of an address to scan. */
export const qr = (address: string): string => `/api/qr?text=${encodeURIComponent(address)}`;
