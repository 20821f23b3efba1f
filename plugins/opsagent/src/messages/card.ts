/** Texts of the card on the overview of an entity. */
export const cardMessages = {
  title: 'Kubernetes health',
  more: 'Open the diagnosis',
} as const;
