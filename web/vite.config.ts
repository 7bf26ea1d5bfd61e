import { join } from 'node:path';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const here = import.meta.dirname;

// One package for the whole house, and the adapter looks for its package.json in the working directory.
if (process.cwd() === here) process.chdir(join(here, '..'));

export default defineConfig({
  root: here,
  plugins: [
    sveltekit({
      adapter: adapter({ out: join(here, 'build'), envPrefix: 'KIT_' }),
      // Own script and style only; the one inline script (display before first paint) carries Kit's nonce.
      csp: {
        mode: 'auto',
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'media-src': ['self', 'blob:'],
          'connect-src': ['self'],
          'font-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
      inlineStyleThreshold: 2048,
    }),
  ],
  build: { target: 'es2022' },
  server: { fs: { allow: [join(here, '..')] } },
});
