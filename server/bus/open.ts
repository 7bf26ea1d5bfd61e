import type { Bus } from './bus.ts';
import { inProcessBus } from './in-process.ts';

export interface Means {
  /** `redis://…`; null = this node is alone. */
  readonly redisUrl: string | null;
  /** Hears of connections that broke and of errors that subscribers threw. */
  readonly report?: (error: Error) => void;
}

/** Never rejects because Redis is away: the bus then is not `connected`, and comes when Redis does. */
export const openBus = async ({ redisUrl, report = (error) => process.emitWarning(error) }: Means): Promise<Bus> =>
  redisUrl === null ? inProcessBus(report) : (await import('./redis.ts')).redisBus(redisUrl, report);
