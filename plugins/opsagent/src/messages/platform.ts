/** Texts of the pages at `/opsagent`, as far as they are not about one incident. */
export const platformMessages = {
  title: 'OpsAgent',
  tab: {
    overview: 'Overview',
    incidents: 'Incidents',
    clusters: 'Clusters',
  },
  loading: 'Loading the overview',
  failed: 'The overview could not be loaded',
  refreshFailed: 'The overview could not be refreshed',
  forbidden: 'You may not see the health of what runs in Kubernetes',
  clusters: {
    title: 'Clusters',
    cluster: 'Cluster',
    scan: 'Last scan',
    coverage: 'Checks',
    neverScanned: 'not scanned yet',
    unsupported: 'cannot be scanned',
    unreachable: 'unreachable since {{moment}}',
    failed: 'last scan failed',
    hidden:
      'When clusters were scanned, and what is in those without incidents of yours, is told to those with the permission {{permission}}.',
  },
  open: {
    critical: '{{number}} critical',
    high: '{{number}} high',
    medium: '{{number}} medium',
    low: '{{number}} low',
    info: '{{number}} info',
  },
  incidents: {
    healthy: 'no open incidents',
    unknown: 'no open incidents known',
    quiet_one: '{{count}} acknowledged or snoozed',
    quiet_other: '{{count}} acknowledged or snoozed',
    all: 'Open incidents',
  },
  owners: {
    title: 'Teams',
    owner: 'Owner',
  },
  systems: {
    title: 'Systems',
    system: 'System',
  },
  changes: {
    title: 'Since yesterday',
    opened_one: '{{count}} new incident',
    opened_other: '{{count}} new incidents',
    left_one: 'and {{count}} more',
    left_other: 'and {{count}} more',
    resolved_one: '{{count}} resolved',
    resolved_other: '{{count}} resolved',
  },
  causes: {
    title: 'Most frequent causes',
    cause: 'Cause',
    unknown: 'The cause cannot be determined from what was read',
    month: 'Last 30 days',
    now: 'Now',
    open: '{{number}} open',
  },
  trend: {
    open: 'Open incidents by day',
    summary:
      'On {{first}} {{before}} incidents were open, now {{now}}; most were open on {{worst}}, {{most}}.',
    asTable: 'As a table',
    day: 'Day (UTC)',
  },
  resolve: {
    title: 'Time to resolve',
    week: 'Week',
    median: 'Half of them within',
    half: 'half within {{duration}}',
    resolved: 'Resolved',
  },
  neverScanned: {
    title: 'Not scanned yet',
    detail: 'The first scans have not finished. This page updates by itself.',
  },
  healthy: {
    title: 'No open incidents in any cluster',
    detail_one: '{{count}} cluster was scanned and read whole.',
    detail_other: '{{count}} clusters were scanned and read whole.',
  },
} as const;
