import { movement } from './movement.js';
import { refuseOwnErasure } from './rules/self-dealing.js';

export interface EraseOwnerInput {
  /** Any id that an owner can have: one without a wallet may have sent commands. */
  readonly ownerId: string;
  readonly reason: string;
}

/**
 * Asks for the erasure of an owner's texts, which gateways then carry out (src/ledger/erasing). It moves no money and locks
 * nothing. An admin cannot erase their own texts: they are the evidence of what the admin did.
 */
export const eraseOwner = movement<EraseOwnerInput>({
  name: 'eraseOwner',
  act: 'anyone',
  locks: () => ({}),
  decide: ({ ownerId, reason }, by, state) =>
    refuseOwnErasure(ownerId, by) ?? {
      newErasure: { id: state.newId(), ownerId, reason, createdBy: by.id, createdAt: state.now },
    },
});
