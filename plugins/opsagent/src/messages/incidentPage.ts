/** Texts of the panes beside the causes of an incident. */
export const incidentPageMessages = {
  timeline: {
    title: 'Timeline',
    loading: 'Loading the timeline',
    failed: 'The timeline could not be loaded',
    refreshFailed: 'The timeline could not be refreshed',
    change: 'Changed',
    failure: 'Began to fail',
    event: 'Event',
    firing: 'Alert fires',
    resolved: 'Alert resolved',
    firstSeen: 'A scan saw it for the first time',
    lastSeen: 'The last scan that saw it',
    fromTo: '{{from}} → {{to}}',
    all: 'Show all {{total}}',
    fewer: 'Show fewer',
  },
} as const;
