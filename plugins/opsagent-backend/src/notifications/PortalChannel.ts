import { NotificationService } from '@backstage/plugin-notifications-node';
import {
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import { NoticeEvent } from '@opsagent/backstage-plugin-opsagent-common';
import { Severity } from '@opsagent/engine';
import { NoticeMessage, NotificationChannel } from './NotificationChannel';

/** None is `normal`: the portal draws a check mark for that, which would say that all is well. */
const SEVERITIES: Record<Severity, NotificationSeverity> = {
  critical: 'critical',
  high: 'high',
  medium: 'high',
  low: 'low',
  info: 'low',
};

/** The portal's notifications, and whatever its processors make of them. */
export class PortalChannel implements NotificationChannel {
  readonly id = 'portal';
  readonly label = 'the portal’s notifications';
  /** The plugin answers after it has told every member of a group, some hundred a second. */
  readonly timeout = 30_000;
  readonly #notifications: NotificationService;

  constructor(options: { notifications: NotificationService }) {
    this.#notifications = options.notifications;
  }

  accepts(): boolean {
    return true;
  }

  async send(
    { event, subject, topic }: NoticeMessage,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const { description, link, owner, title } = event.data;
    const payload: NotificationPayload = {
      title,
      description,
      link,
      topic,
      severity: severityOf(event),
      scope: subject,
    };
    signal.throwIfAborted();
    const sent = this.#notifications.send({
      recipients: { type: 'entity', entityRef: owner },
      payload,
    });
    await Promise.race([sent, abortionOf(signal)]);
  }
}

function severityOf({ data, type }: NoticeEvent): NotificationSeverity {
  return type === 'incident.resolved' || !('severity' in data)
    ? 'low'
    : SEVERITIES[data.severity];
}

/** The service takes no signal. */
function abortionOf(signal: AbortSignal) {
  return new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
}
