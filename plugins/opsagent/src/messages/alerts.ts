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
  setUp: {
    token:
      'If it reports none yet: whoever runs the portal adds to app-config.yaml a token that may report alerts and nothing else,',
    tokenLabel: 'Configuration of the portal',
    copyToken: 'Copy the configuration of the portal',
    receiver:
      'and to the configuration of Alertmanager a receiver that has this token in a file:',
    receiverLabel: 'Configuration of Alertmanager',
    copyReceiver: 'Copy the configuration of Alertmanager',
    docs: 'More on this is in docs/alerts.md of the plugin.',
  },
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
