import { onMount } from 'svelte';

/**
 * Whether a page can do what it shows. On a slow line it is drawn before that: a form sent too early would be sent by the browser itself, and
 * lead nowhere. To be asked for while a component is made.
 */
export const readiness = (): { readonly ready: boolean } => {
  let ready = $state(false);
  onMount(() => {
    ready = true;
  });
  return {
    get ready() {
      return ready;
    },
  };
};
