/** The live layer as the browser runs it, compiled by Svelte without a browser: state is plain, nothing is drawn. */
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createServer, type ViteDevServer } from 'vite';

const root = join(import.meta.dirname, '..', '..');

export const openModules = (): Promise<ViteDevServer> =>
  createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    plugins: [svelte({ configFile: false })],
    server: { middlewareMode: true, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });

/** One of our own modules by its path under `web/src/lib/live`. */
export const load = async <T>(vite: ViteDevServer, name: string): Promise<T> =>
  (await vite.ssrLoadModule(`/web/src/lib/live/${name}`)) as T;
