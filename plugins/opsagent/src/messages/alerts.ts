/** Texts about alerts that a monitoring system has reported. */
export const alertMessages = {
  tab: 'Alerts',
  title: 'Alerts',
  firing: 'Firing',
  resolved: 'Resolved',
  until: 'until {{moment}}',
  rule: 'Open the rule of {{name}}',
  incident: 'Incident',
  more_one: '{{count}} more alert is not shown.',
  more_other: '{{count}} more alerts are not shown.',
  loading: 'Loading the alerts',
  failed: 'The alerts could not be loaded',
  refreshFailed: 'The alerts could not be refreshed',
  forbidden: 'You may not see alerts',
  none: 'No alert fires',
  noneDetail:
    'These are the alerts that Alertmanager reports to the portal, about what you may see.',
  setUp:
    'If it reports none yet, whoever runs the portal adds a receiver to it with a webhook to {{url}} and a token that allows {{permission}}; docs/alerts.md of the plugin has both configurations.',
  target: {
    loading: 'Looking for the incident of the alert',
    failed: 'The incident of the alert could not be looked for',
    notFound: 'Nothing fits this alert',
    notFoundDetail:
      'No incident and no entity fits its labels, or you may not see them. The alert may be over for long, the object may have no entity in the catalog, or the cluster may have another name here.',
    labels: 'Labels in the link: {{labels}}',
    incidents: 'All incidents',
  },
} as const;
