/** What a page is about, which decides the words of its states. */
export type Subject =
  | 'diagnosis'
  | 'incidents'
  | 'incident'
  | 'graph'
  | 'timeline'
  | 'investigations'
  | 'sent'
  | 'conversations'
  | 'overview'
  | 'alerts'
  | 'alertTarget'
  | 'clusters';

/** What a page says of its subject while there is nothing, or nothing new, to show. */
export const SUBJECT_TEXTS = {
  diagnosis: {
    loading: 'loading',
    failed: 'failure.title',
    refreshFailed: 'failure.refreshTitle',
    notFound: 'failure.notFound',
  },
  incidents: {
    loading: 'page.loading',
    failed: 'page.failed',
    refreshFailed: 'page.refreshFailed',
    notFound: 'page.notFound',
  },
  incident: {
    loading: 'incidentPage.loading',
    failed: 'incidentPage.failed',
    refreshFailed: 'incidentPage.refreshFailed',
    notFound: 'page.notFound',
  },
  graph: {
    loading: 'incidentPage.graph.loading',
    failed: 'incidentPage.graph.failed',
    refreshFailed: 'incidentPage.graph.refreshFailed',
    notFound: 'page.notFound',
  },
  timeline: {
    loading: 'incidentPage.timeline.loading',
    failed: 'incidentPage.timeline.failed',
    refreshFailed: 'incidentPage.timeline.refreshFailed',
    notFound: 'page.notFound',
  },
  investigations: {
    loading: 'investigation.loading',
    failed: 'investigation.failed',
    refreshFailed: 'investigation.refreshFailed',
    notFound: 'page.notFound',
  },
  sent: {
    loading: 'investigation.sent.loading',
    failed: 'investigation.sent.failed',
    refreshFailed: 'investigation.sent.failed',
    notFound: 'page.notFound',
  },
  conversations: {
    loading: 'ask.loading',
    failed: 'ask.failed',
    refreshFailed: 'ask.refreshFailed',
    notFound: 'ask.notFound',
  },
  overview: {
    loading: 'platform.loading',
    failed: 'platform.failed',
    refreshFailed: 'platform.refreshFailed',
    notFound: 'failure.unavailable',
  },
  alerts: {
    loading: 'alerts.loading',
    failed: 'alerts.failed',
    refreshFailed: 'alerts.refreshFailed',
    notFound: 'failure.unavailable',
  },
  alertTarget: {
    loading: 'alerts.target.loading',
    failed: 'alerts.target.failed',
    refreshFailed: 'alerts.target.failed',
    notFound: 'alerts.target.notFound',
  },
  clusters: {
    loading: 'clusterPages.loading',
    failed: 'clusterPages.failed',
    refreshFailed: 'clusterPages.refreshFailed',
    notFound: 'clusterPages.notFound',
  },
} as const;
