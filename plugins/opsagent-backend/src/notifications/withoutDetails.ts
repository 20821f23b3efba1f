import { NoticeEvent } from '@opsagent/backstage-plugin-opsagent-common';

/** Told of an event to readers who may differ in what they may know: that there is something, and where each of them finds what is for them. */
export function withoutDetails({ data, type }: NoticeEvent): {
  title: string;
  link: string;
} {
  switch (type) {
    case 'incidents.summary':
      return {
        title: 'Incidents concern what you own',
        // Its own names a cluster.
        link: '/opsagent/incidents',
      };
    case 'findings.digest':
      return { title: 'What you own could be kept better', link: data.link };
    case 'incident.resolved':
      return {
        title: 'An incident that concerned what you own is over',
        link: data.link,
      };
    case 'incident.investigated':
      return {
        title: 'An incident that concerns what you own was investigated',
        link: data.link,
      };
    case 'incident.merged':
      return {
        title: 'An incident that concerns what you own goes on as another',
        link: data.link,
      };
    default:
      return { title: 'An incident concerns what you own', link: data.link };
  }
}
