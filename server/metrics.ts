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

export const openMetrics = () => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const asks = new Counter({
    name: 'consultation_asks_total',
    help: 'Commands by door and outcome.',
    labelNames: ['door', 'outcome'],
    registers,
  });
  const answering = new Histogram({
    name: 'consultation_ask_seconds',
    help: 'From the arrival of a command to its durable answer.',
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5],
    registers,
  });
  const commits = new Histogram({
    name: 'consultation_commit_seconds',
    help: 'One commit of the store, which many commands share.',
    buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5],
    registers,
  });
  const events = new Counter({ name: 'consultation_events_total', help: 'Events kept by this node.', registers });
  const signIns = new Counter({ name: 'consultation_sign_ins_total', help: 'Sign-ins by outcome.', labelNames: ['outcome'], registers });
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
      const ask = (name: string, help: string, count: () => number) =>
        new Gauge({
          name,
          help,
          registers,
          collect() {
            this.set(count());
          },
        });
      ask('consultation_sockets', 'Open live connections.', sockets);
      ask('consultation_followers', 'Streams followed, summed over connections.', followers);
      ask('consultation_documents', 'Open documents.', documents);
    },
    type: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
  };
};

export type Metrics = ReturnType<typeof openMetrics>;
