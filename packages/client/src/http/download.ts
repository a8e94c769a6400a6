import { asOnebookError, errorOf, OnebookError, type Problem } from './errors.js';
import type { Tokens } from './token.js';

/** A file of the gateway. */
export interface FileRequest {
  /** Its path from the root of the gateway, such as `statements/wal_….csv`. */
  readonly path: string;
  /** Values that are undefined are left out. */
  readonly query: Readonly<Record<string, string | undefined>>;
}

export interface DownloadOptions {
  /** The URL of the gateway's `/graphql`. */
  readonly url: string;
  readonly tokens: Tokens;
  readonly fetch: typeof fetch;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Opens a file, and asks once more with a new token if the gateway refuses the first.
 * @returns the response, whose body arrives while the gateway writes it; reading it fails if the gateway cannot write the end
 * @throws OnebookError
 */
export async function download(request: FileRequest, options: DownloadOptions): Promise<Response> {
  const { tokens } = options;
  const token = await tokens.get();
  const response = await ask(request, token, options);
  if (response.status !== 401 || !tokens.canRenew) return orError(response);
  const renewed = await tokens.get(token);
  return orError(renewed === token ? response : await ask(request, renewed, options));
}

async function ask(
  { path, query }: FileRequest,
  token: string,
  { fetch, url, signal }: DownloadOptions,
): Promise<Response> {
  // Beside /graphql, also behind a proxy that puts both below a path of its own.
  const address = new URL(path, url);
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) address.searchParams.set(name, value);
  try {
    const headers = { authorization: `Bearer ${token}` };
    return await fetch(address.href, { headers, ...(signal && { signal }) });
  } catch (thrown) {
    if (!signal?.aborted) throw asOnebookError(thrown, address.origin);
    throw new OnebookError('The request was aborted.', { code: 'ABORTED', executed: 'no' });
  }
}

async function orError(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw errorOf(problemIn(await response.text()), response.status);
}

/** The error in the body; undefined if no gateway sent it. */
function problemIn(text: string): Problem | undefined {
  try {
    return (JSON.parse(text) as { errors?: readonly Problem[] } | null)?.errors?.[0];
  } catch {
    return { message: 'The answer is not the gateway’s. Check the URL, and any proxy before it.' };
  }
}
