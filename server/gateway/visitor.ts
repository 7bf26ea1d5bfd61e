import { AsyncLocalStorage } from 'node:async_hooks';

/** From where the page that is being made was asked for: pages reach the house without a request in their hands. */
export const visitor = new AsyncLocalStorage<{ readonly address: string }>();
