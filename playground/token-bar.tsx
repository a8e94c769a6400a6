import { useEffect, useState, useSyncExternalStore } from 'react';
import { listPeople, type Person, tokenFor } from './gateway/people.js';
import { bareToken, describeToken } from './gateway/token.js';
import type { Viewing } from './gateway/viewing.js';

/** A field for the bearer token with a summary of its claims, and in development people whose token is a click away. */
export function TokenBar({ viewing, tokens }: { readonly viewing: Viewing; readonly tokens: URL }) {
  const { token } = useSyncExternalStore(viewing.subscribe, viewing.get);
  const [people, setPeople] = useState<readonly Person[]>([]);
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState('');

  useEffect(() => {
    listPeople(tokens).then(setPeople, (error: unknown) => setProblem(String(error)));
  }, [tokens]);

  function take(next: string, person: string): void {
    setProblem('');
    setChosen(person);
    viewing.setToken(next);
  }

  async function choose(person: Person): Promise<void> {
    try {
      take(await tokenFor(tokens, person), person.id);
    } catch (error) {
      setProblem((error as Error).message);
    }
  }

  return (
    <header className="token-bar">
      <h1>Onebook playground</h1>
      {people.length > 0 && (
        <div className="people" role="group" aria-label="Token of">
          {people.map((person) => (
            <button
              key={person.id}
              type="button"
              aria-pressed={person.id === chosen}
              onClick={() => void choose(person)}
            >
              {nameOf(person)}
            </button>
          ))}
        </div>
      )}
      <label htmlFor="token">Token</label>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        placeholder='paste a JWT here, or put {"Authorization": "Bearer …"} under Headers'
        value={token}
        onChange={(event) => take(bareToken(event.target.value), '')}
      />
      <output htmlFor="token">{problem || describeToken(token, new Date())}</output>
    </header>
  );
}

/** "alice (MEMBER)", but "CASHIER" for the cashier. */
function nameOf({ id, roles }: Person): string {
  const words = roles.join(', ');
  return id === words.toLowerCase() ? words : `${id} (${words})`;
}
