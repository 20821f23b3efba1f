/** Accepting a risk, and what was accepted. */
export const acceptanceMessages = {
  fold: 'Accepted risks ({{total}})',
  accept: 'Accept the risk, and answer for it',
  until: 'Accept it for',
  term: {
    month: '30 days',
    quarter: '90 days',
    half: '180 days',
    year: '1 year',
  },
  scope: {
    label: 'What is accepted',
    object: 'This object only',
    namespace: 'All that this rule finds in namespace {{namespace}}',
  },
  worse: 'Should it become more severe, it is open again at once.',
  why: 'Reason (required)',
  unsaid: 'Say why this is accepted.',
  revoke: 'End the acceptance for the whole namespace',
  revoked: 'No longer accepted in its namespace: {{title}}',
  respond: 'Acknowledge, snooze or accept',
  ofNamespace: 'accepted for the whole namespace',
  notAll:
    'To accept it for the whole namespace you need to see all that it is about. Accept this object only.',
} as const;
