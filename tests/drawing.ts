/** What property tests draw is the same in every run, so that a fault found once is found again; `SEED` draws other examples. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_123) });
