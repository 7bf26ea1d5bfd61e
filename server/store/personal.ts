/**
 * Facts about people are split off an event before it is kept and put back when it is read: the record itself never holds them, so
 * they can be erased without touching it.
 */
import type { AnyEvent, Personal } from '#shared/core/recorded.ts';

export interface Bare {
  /** The event as JSON, without its personal part. */
  readonly json: string;
  readonly personal: Personal | null;
}

export const withoutFacts = (event: AnyEvent): Bare => {
  if (event.personal === undefined) return { json: JSON.stringify(event), personal: null };
  const { personal, ...rest } = event;
  return { json: JSON.stringify(rest), personal };
};

/** `facts` is JSON; null once erased. `subject` null = the event never had a personal part. */
export const withFacts = (json: string, subject: string | null, facts: string | null): AnyEvent => {
  const event = JSON.parse(json) as AnyEvent;
  if (subject === null) return event;
  return { ...event, personal: { subject, facts: facts === null ? null : (JSON.parse(facts) as Record<string, string>) } };
};
