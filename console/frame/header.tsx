import { type Page, PAGES, SECTIONS } from '../pages.js';
import { useSession } from '../session/session-context.js';
import { Connection } from './connection.js';
import { ThemeSwitch } from './theme-switch.js';
import { ZoneSwitch } from './zone-switch.js';

/** The sections, the state of the connection, who is signed in, and the pages of the present section if it lists several. */
export function Header({ page }: { readonly page: Page | undefined }) {
  const { may, viewer, signOut } = useSession();
  const listed = PAGES.filter((one) => one.isListed && may(...one.roles));
  const inSection = listed.filter(({ section }) => section === page?.section);
  return (
    <header className="frame">
      <div className="frame-row">
        <strong className="brand">Onebook</strong>
        <nav aria-label="Sections">
          {SECTIONS.map((section) => {
            const first = listed.find((one) => one.section === section);
            if (first === undefined) return null;
            const current = page?.section === section;
            return (
              <a key={section} href={`#${first.path}`} aria-current={current ? 'true' : undefined}>
                {section}
              </a>
            );
          })}
        </nav>
        <div className="frame-tools">
          <Connection />
          <ZoneSwitch />
          <ThemeSwitch />
          <span className="who">
            {viewer.id} <span className="quiet">{viewer.roles.join(', ')}</span>
          </span>
          <button type="button" onClick={signOut}>
            Sign out
          </button>
        </div>
      </div>
      {inSection.length > 1 && (
        <nav aria-label={page?.section} className="frame-row sub">
          {inSection.map(({ path, title }) => (
            <a key={path} href={`#${path}`} aria-current={path === page?.path ? 'page' : undefined}>
              {title}
            </a>
          ))}
        </nav>
      )}
    </header>
  );
}
