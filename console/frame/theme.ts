import { ValueStore } from '../parts/use-store.js';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'onebook-console:theme';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The theme that the viewer has chosen. It is a preference of this browser, so it outlives the tab. */
export const theme = new ValueStore<Theme>(read());

/** Whether the page is dark now, which plots need to know. */
export const isDark = new ValueStore<boolean>(darkBy(theme.get()));

/** Keeps the page in the chosen theme, and in that of the system while `system` is chosen. */
export function followTheme(): void {
  const apply = (): void => {
    const now = darkBy(theme.get());
    document.documentElement.dataset['theme'] = now ? 'dark' : 'light';
    isDark.set(now);
  };
  apply();
  dark.addEventListener('change', apply);
  theme.subscribe(apply);
}

/** Chooses a theme and remembers it. */
export function chooseTheme(chosen: Theme): void {
  theme.set(chosen);
  try {
    localStorage.setItem(KEY, chosen);
  } catch {
    // A browser can forbid storage to a page. The choice then ends with the page.
  }
}

function darkBy(chosen: Theme): boolean {
  return chosen === 'system' ? dark.matches : chosen === 'dark';
}

function read(): Theme {
  try {
    return THEMES.find((one) => one === localStorage.getItem(KEY)) ?? 'system';
  } catch {
    return 'system';
  }
}
