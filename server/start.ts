/** `npm start`, `npm run dev`. Compiled code is kept between starts: half the time to ready, and less memory. The rest is in begin.ts. */
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Not in the folder for temporary files: whoever may write there could slip code in.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'));
await import('./begin.ts');
