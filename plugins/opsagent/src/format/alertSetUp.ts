import { opsagentAlertCreatePermission } from '@opsagent/backstage-plugin-opsagent-common';

/** The portal's configuration of a token that may report alerts and nothing else. */
export const ALERT_TOKEN = `backend:
  auth:
    externalAccess:
      - type: static
        options:
          token: \${ALERTMANAGER_TOKEN}
          subject: alertmanager
        accessRestrictions:
          - plugin: opsagent
            permission: ${opsagentAlertCreatePermission.name}
`;

/**
 * Alertmanager's configuration of a receiver that reports to the portal.
 *
 * @param baseUrl - of the plugin's backend
 */
export function alertReceiver(baseUrl: string): string {
  return `route:
  receiver: portal
  group_by: [cluster, namespace]
receivers:
  - name: portal
    webhook_configs:
      - url: ${baseUrl}/alerts/alertmanager
        send_resolved: true
        http_config:
          authorization:
            credentials_file: /etc/alertmanager/secrets/portal-token
`;
}
