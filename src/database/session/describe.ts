/** Names a database for people: name, server and login, never the password. */
export function describeUrl(url: string): string {
  const { hostname, port, pathname, username, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? hostname;
  const name = decodeURIComponent(pathname.slice(1));
  const login = username === '' ? '' : ` as ${decodeURIComponent(username)}`;
  return `the database ${name === '' ? 'of the login' : name} at ${host}:${port || '5432'}${login}`;
}

/** What an error says, in one line. Node's AggregateError says nothing itself. */
export function oneLine(error: unknown): string {
  const { message, code, errors } = error as {
    message?: string;
    code?: string;
    errors?: readonly unknown[];
  };
  const own = (message ?? '').trim().replace(/\s+/g, ' ');
  if (own !== '') return own;
  const inner = errors?.map(oneLine).filter((text) => text !== '');
  return inner && inner.length > 0 ? inner.join(', ') : (code ?? String(error));
}
