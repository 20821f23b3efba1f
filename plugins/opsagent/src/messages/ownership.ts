/** Texts about whose something is. */
export const ownershipMessages = {
  owner: 'Owner',
  ownedBy: 'owner',
  causedBy: 'caused by',
  affects: 'affects',
};
