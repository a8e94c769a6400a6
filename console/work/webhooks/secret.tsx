import { CopyButton } from '../shared/copy-button.js';

/** The secret of a webhook, which the gateway shows once. */
export function Secret({ secret }: { readonly secret: string | null }) {
  if (secret === null)
    return <p>It has another secret by now. The one of this request is shown nowhere any more.</p>;
  return (
    <>
      <p>This is the secret. It is shown once: keep it where the receiver finds it.</p>
      <code className="secret">{secret}</code>
      <CopyButton text={secret} label="Copy the secret" />
    </>
  );
}
