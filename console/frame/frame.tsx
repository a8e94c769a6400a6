import { Suspense, useEffect, useRef } from 'react';
import { type Page, PAGES } from '../pages.js';
import { MonitoringProvider } from '../monitoring/monitoring-context.js';
import { Loading } from '../parts/loading.js';
import { useSession } from '../session/session-context.js';
import { CrashNotice } from './crash-notice.js';
import { Header } from './header.js';
import { PendingActions } from './pending-actions.js';
import { matchPath, useRoute } from './route.js';

/** The page of the route, between what all pages share. */
export function Frame() {
  const { may } = useSession();
  const { path } = useRoute();
  const found = pageAt(path);
  const isAllowed = found !== undefined && may(...found.page.roles);
  const main = useRef<HTMLElement>(null);
  const title = isAllowed ? found.page.title : 'Not here';
  useEffect(() => {
    document.title = `${title} · Onebook console`;
  }, [title]);
  useFocusOnChange(path, main);
  return (
    <MonitoringProvider>
      <a className="skip" href="#main" onClick={(event) => skipTo(event, main.current)}>
        Skip to the page
      </a>
      <Header page={found?.page} />
      <main id="main" ref={main} tabIndex={-1}>
        <PendingActions />
        <CrashNotice key={path}>
          <Suspense fallback={<Loading what="the page" />}>
            {isAllowed ? (
              <found.page.component params={found.params} />
            ) : (
              <NotHere page={found?.page} />
            )}
          </Suspense>
        </CrashNotice>
      </main>
    </MonitoringProvider>
  );
}

function NotHere({ page }: { readonly page: Page | undefined }) {
  const { viewer } = useSession();
  return (
    <>
      <h1>Not here</h1>
      <p>
        {page === undefined
          ? 'The console has no page at this address.'
          : `${page.title} is for ${page.roles.join(', ')}. You are ${viewer.roles.join(', ')}.`}{' '}
        <a href="#/">Go to the overview</a>
      </p>
    </>
  );
}

function pageAt(path: string) {
  for (const page of PAGES) {
    const params = matchPath(page.path, path);
    if (params !== undefined) return { page, params };
  }
  return undefined;
}

/** Moves the focus to the page after each change of the path, but not when the console opens. */
function useFocusOnChange(path: string, main: { readonly current: HTMLElement | null }): void {
  const last = useRef(path);
  useEffect(() => {
    if (last.current === path) return;
    last.current = path;
    main.current?.focus();
    scrollTo(0, 0);
  }, [path, main]);
}

/** The address is the route, so the link moves the focus itself. */
function skipTo(event: { preventDefault: () => void }, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
