/** Where and when pictures were taken, as the device said: believed within limits, and never more than is asked for. */
import type { Actor } from '../core/actor.ts';
import { dayLength } from '../core/calendar.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Taken, TakenOf } from './handling-state.ts';
import type { RefusalCode } from './refusals.ts';

/** A phone's clock may be wrong, but not by more than a day. Null = nothing is wrong. */
export const evidenceFlaw = (
  taken: TakenOf | undefined,
  files: readonly (string | null)[],
  { now }: Actor,
): Refusal<RefusalCode> | null => {
  if (!taken) return null;
  if (Object.keys(taken).some((file) => !files.includes(file))) return refuse('unknown-file');
  return Object.values(taken).some(({ takenAt }) => takenAt !== null && takenAt > now + dayLength) ? refuse('time-ahead') : null;
};

/** The part of an event that tells it; nothing where nothing is known. */
export const told = (taken: TakenOf | undefined): { readonly taken?: TakenOf } => (taken && Object.keys(taken).length > 0 ? { taken } : {});

/** A place may be somebody's home: outside the departments and those who supervise them only the time is told. */
export const placeless = (taken: TakenOf): TakenOf =>
  Object.fromEntries(Object.entries(taken).map(([file, { takenAt }]): [string, Taken] => [file, { takenAt, place: null }]));
