/** Light, dark, contrast and the size of everything, for this browser. `app.html` sets the same before first paint. */
export const themes = ['auto', 'light', 'dark', 'contrast'] as const;
export const sizes = ['plain', 'elder'] as const;
export type Theme = (typeof themes)[number];
export type Size = (typeof sizes)[number];

const place = 'display';

export class Display {
  theme: Theme = $state('auto');
  size: Size = $state('plain');

  /** In the browser: takes up what was chosen, and goes with the device from then on. The result ends it. */
  open(): () => void {
    const kept = this.#kept();
    this.theme = themes.find((one) => one === kept.theme) ?? 'auto';
    this.size = sizes.find((one) => one === kept.size) ?? 'plain';
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => this.#show();
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  }

  choose(wanted: { readonly theme?: Theme; readonly size?: Size }): void {
    this.theme = wanted.theme ?? this.theme;
    this.size = wanted.size ?? this.size;
    this.#show();
    try {
      const theme = this.theme === 'auto' ? {} : { theme: this.theme };
      localStorage.setItem(place, JSON.stringify({ ...theme, size: this.size }));
    } catch (closed) {
      console.debug('display not kept', closed);
    }
  }

  #show(): void {
    const dark = matchMedia('(prefers-color-scheme: dark)').matches;
    const contrast = matchMedia('(prefers-contrast: more)').matches;
    const { dataset } = document.documentElement;
    dataset.theme = this.theme === 'auto' ? (contrast ? 'contrast' : dark ? 'dark' : 'light') : this.theme;
    dataset.size = this.size;
  }

  #kept(): { theme?: unknown; size?: unknown } {
    try {
      return JSON.parse(localStorage.getItem(place) ?? '{}') as object;
    } catch (unreadable) {
      console.debug('display not readable', unreadable);
      return {};
    }
  }
}
