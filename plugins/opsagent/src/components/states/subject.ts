/** What a page is about, which decides the words of its states. */
export type Subject = 'diagnosis' | 'incidents' | 'overview';

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
  overview: {
    loading: 'platform.loading',
    failed: 'platform.failed',
    refreshFailed: 'platform.refreshFailed',
    notFound: 'failure.unavailable',
  },
} as const;
