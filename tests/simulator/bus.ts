/** Between the nodes: messages get lost, doubled and late, for a bus is only a hint. */
import type { Bus } from '#server/bus/bus.ts';
import type { Chance } from './chance.ts';

export interface Airwaves {
  bus(): Bus;
  /** Delivers some of what is in the air; all of it, and reliably, when `calm`. */
  deliver(calm: boolean): void;
}

export const airwaves = (chance: Chance): Airwaves => {
  let takers: { topic: string; take: (message: Uint8Array) => void }[] = [];
  let air: { topic: string; message: Uint8Array }[] = [];
  return {
    bus: () => ({
      publish: (topic, message) => void air.push({ topic, message }),
      subscribe: async (topic, take) => {
        const taker = { topic, take };
        takers = [...takers, taker];
        return () => void (takers = takers.filter((one) => one !== taker));
      },
      connected: true,
      onReturn: () => undefined,
      close: async () => undefined,
    }),
    deliver(calm) {
      const now = air.filter(() => calm || chance.happens(0.6));
      air = air.filter((one) => !now.includes(one));
      for (const { topic, message } of now) {
        if (!calm && chance.happens(0.15)) continue;
        if (!calm && chance.happens(0.1)) air.push({ topic, message });
        for (const taker of takers) if (taker.topic === topic) taker.take(message);
      }
    },
  };
};
