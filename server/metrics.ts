/** Numbers for Prometheus. Labels come from small closed sets only: never an id, a path with one, or a person. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Answer } from '#shared/core/wire.ts';

export type Outcome = 'done' | 'refused' | 'malformed' | 'unavailable' | 'failed';

export const outcomeOf = (answer: Answer): Outcome =>
  'seq' in answer
    ? 'done'
    : 'refused' in answer
      ? 'refused'
      : 'malformed' in answer
        ? 'malformed'
        : 'unavailable' in answer
          ? 'unavailable'
          : 'failed';

/** What is counted at the moment of asking. */
export interface Gauges {
  readonly sockets: () => number;
  readonly followers: () => number;
  readonly documents: () => number;
}

/** Seconds, from half a millisecond to five seconds. */
const buckets = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];

const counted = (registry: Registry) => {
  const registers = [registry];
  return {
    asks: new Counter({
      name: 'consultation_asks_total',
      help: 'Commands by door and outcome.',
      labelNames: ['door', 'outcome'],
      registers,
    }),
    answering: new Histogram({
      name: 'consultation_ask_seconds',
      help: 'From the arrival of a command to its durable answer.',
      buckets,
      registers,
    }),
    commits: new Histogram({
      name: 'consultation_commit_seconds',
      help: 'One commit of the store, which many commands share.',
      buckets,
      registers,
    }),
    events: new Counter({ name: 'consultation_events_total', help: 'Events kept by this node.', registers }),
    signIns: new Counter({ name: 'consultation_sign_ins_total', help: 'Sign-ins by outcome.', labelNames: ['outcome'], registers }),
  };
};

export const openMetrics = () => {
  const registry = new Registry();
  // Looking at the loop a hundred times a second would be most of what a quiet house does.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const { asks, answering, commits, events, signIns } = counted(registry);
  return {
    asked: (door: 'http' | 'socket', answer: Answer, milliseconds: number): void => {
      asks.inc({ door, outcome: outcomeOf(answer) });
      answering.observe(milliseconds / 1000);
    },
    /** For the engine: one round that reached the store, in milliseconds. */
    round: (round: { readonly events: number; readonly commit: number }): void => {
      commits.observe(round.commit / 1000);
      events.inc(round.events);
    },
    signedIn: (outcome: 'done' | 'refused'): void => signIns.inc({ outcome }),
    gauge: ({ sockets, followers, documents }: Gauges): void => {
      measure(registry, 'consultation_sockets', 'Open live connections.', sockets);
      measure(registry, 'consultation_followers', 'Streams followed, summed over connections.', followers);
      measure(registry, 'consultation_documents', 'Open documents.', documents);
    },
    type: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
  };
};

const measure = (registry: Registry, name: string, help: string, count: () => number): Gauge =>
  new Gauge({
    name,
    help,
    registers: [registry],
    collect() {
      this.set(count());
    },
  });

export type Metrics = ReturnType<typeof openMetrics>;
