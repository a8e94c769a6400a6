import type { AlertChannelInput } from '@onebook/client';
import { SelectField, TextField } from '../../parts/field.js';

/** A channel as the form has it. */
export interface Channel {
  readonly kind: string;
  readonly to: string;
  readonly afterSeconds: string;
}

const MOST = 10;

/** Fields for the channels of a monitor: to whom its alerts go, in turn. */
export function ChannelFields(props: {
  readonly channels: readonly Channel[];
  readonly problem: string | undefined;
  readonly onChange: (channels: readonly Channel[]) => void;
}) {
  const { channels, problem, onChange } = props;
  const set = (index: number, change: Partial<Channel>): void =>
    onChange(channels.map((one, at) => (at === index ? { ...one, ...change } : one)));
  return (
    <div className="field" role="group" aria-label="Channels">
      {channels.map(({ kind, to, afterSeconds }, index) => {
        const number = String(index + 1);
        return (
          <div key={index} className="filters">
            <SelectField
              label={`Channel ${number}`}
              value={kind}
              onChange={(value) => set(index, { kind: value })}
              options={[
                ['email', 'E-mail'],
                ['webhook', 'Webhook'],
              ]}
            />
            <TextField
              label={kind === 'email' ? `Address ${number}` : `Webhook ${number}, whk_…`}
              value={to}
              onChange={(value) => set(index, { to: value })}
            />
            <TextField
              label={`After seconds, channel ${number}`}
              kind="amount"
              value={afterSeconds}
              onChange={(value) => set(index, { afterSeconds: value })}
            />
            <button
              type="button"
              aria-label={`Remove channel ${number}`}
              onClick={() => onChange(channels.filter((_, at) => at !== index))}
            >
              Remove
            </button>
          </div>
        );
      })}
      {problem !== undefined && <span className="problem">{problem}</span>}
      {channels.length < MOST && (
        <button
          type="button"
          onClick={() => onChange([...channels, { kind: 'email', to: '', afterSeconds: '0' }])}
        >
          Add a channel
        </button>
      )}
    </div>
  );
}

/** The channels for the mutation; undefined if one is not complete. */
export function channelInputs(
  channels: readonly Channel[],
): readonly AlertChannelInput[] | undefined {
  const complete = channels.every(
    ({ to, afterSeconds }) => to.trim() !== '' && /^\d+$/.test(afterSeconds.trim()),
  );
  if (!complete) return undefined;
  return channels.map(({ kind, to, afterSeconds }) => ({
    ...(kind === 'email' ? { email: to.trim() } : { webhookId: to.trim() }),
    afterSeconds: Number(afterSeconds.trim()),
  }));
}
