/** A person of the demo, for whom a development gateway hands out a token. */
export interface Person {
  readonly id: string;
  readonly roles: readonly string[];
}

/**
 * The people for whom this gateway hands out tokens; none if it does not. It does so on its own machine only, so that a
 * page at another address need not ask.
 * @param url of the tokens
 */
export async function listPeople(url: URL): Promise<readonly Person[]> {
  if (!/^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)) return [];
  const response = await fetch(url);
  if (!response.ok) return [];
  return ((await response.json()) as { readonly people: readonly Person[] }).people;
}

/** A token for a person. @throws Error in words for the user */
export async function tokenFor(url: URL, { id }: Person): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: id }),
  });
  const answer = (await response.json()) as {
    readonly token?: string;
    readonly errors?: readonly { readonly message: string }[];
  };
  if (answer.token !== undefined) return answer.token;
  throw new Error(answer.errors?.[0]?.message ?? `The gateway answered ${response.status}.`);
}
