import type { Bus } from './bus.ts';
import { Subscriptions } from './subscribers.ts';

/** For a node that is alone: never away. Subscribers are called after the publisher's own step is done, never in the middle of it. */
export const inProcessBus = (report: (error: Error) => void): Bus => {
  const subscriptions = new Subscriptions(report);
  return {
    connected: true,
    publish: (topic, message) => {
      if (subscriptions.has(topic)) queueMicrotask(() => subscriptions.deliver(topic, message));
    },
    subscribe: async (topic, take) => {
      const end = subscriptions.add(topic, take);
      return () => void end();
    },
    onReturn: () => undefined,
    close: async () => subscriptions.clear(),
  };
};
