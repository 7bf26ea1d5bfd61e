/** Where people would rather look than read: each picture is a table too. */
export { default as Funnel } from './Funnel.svelte';
export { default as Intervals } from './Intervals.svelte';
export { default as Lines } from './Lines.svelte';
