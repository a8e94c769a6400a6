import { useState } from 'react';
import { bareToken, describeToken } from './token.js';

/** A field for the bearer token, and a summary of its claims. */
export function TokenBar({ onToken }: { readonly onToken: (token: string) => void }) {
  const [token, setToken] = useState('');

  function change(text: string) {
    const next = bareToken(text);
    setToken(next);
    onToken(next);
  }

  return (
    <header className="token-bar">
      <h1>Onebook playground</h1>
      <label htmlFor="token">Token</label>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder='paste a JWT here, or put {"Authorization": "Bearer …"} under Headers'
        value={token}
        onChange={(event) => {
          change(event.target.value);
        }}
      />
      <output htmlFor="token">{describeToken(token, new Date())}</output>
    </header>
  );
}
