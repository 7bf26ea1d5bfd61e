import { openBus } from '#server/bus/open.ts';
import { busContract } from './contract.ts';

busContract('in-process', async (report) => {
  const bus = await openBus({ redisUrl: null, report });
  return [bus, bus];
});
