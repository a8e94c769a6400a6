import { useStore } from '../parts/use-store.js';
import { chooseTheme, theme, THEMES } from './theme.js';

/** A choice of the theme: that of the system, light or dark. */
export function ThemeSwitch() {
  const chosen = useStore(theme);
  return (
    <label className="theme">
      <span className="hidden">Theme</span>
      <select
        value={chosen}
        onChange={({ target }) => {
          const next = THEMES.find((one) => one === target.value);
          if (next !== undefined) chooseTheme(next);
        }}
      >
        <option value="system">System theme</option>
        <option value="light">Light</option>
        <option value="dark">Dark</option>
      </select>
    </label>
  );
}
