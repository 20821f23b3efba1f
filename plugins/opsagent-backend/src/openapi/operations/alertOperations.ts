import {
  alertIntakeSchema,
  alertListSchema,
  alertQuerySchema,
  alertSourceSchema,
  alertTargetSchema,
  alertmanagerWebhookSchema,
} from '@opsagent/backstage-plugin-opsagent-common';
import { z } from 'zod';
import { Operation } from '../Operation';

/** Alerts. */
export const alertOperations: readonly Operation[] = [
  {
    operationId: 'listAlerts',
    method: 'get',
    path: '/alerts',
    summary: 'Alerts that match, those that fire first, worst first',
    query: alertQuerySchema,
    response: alertListSchema,
    failures: [400],
  },
  {
    operationId: 'getAlertTarget',
    method: 'get',
    path: '/alerts/target',
    summary: 'The incident or the entity to which the labels of an alert lead',
    description:
      'Takes the labels of the alert as parameters: `alertname`, the label that names the cluster, and those that name the object.',
    query: z.object({
      alertname: z.string().optional(),
      cluster: z.string().optional(),
      namespace: z.string().optional(),
      pod: z.string().optional(),
    }),
    response: alertTargetSchema,
    failures: [400, 404],
  },
  {
    operationId: 'takeInAlerts',
    method: 'post',
    path: '/alerts/alertmanager',
    summary: 'Take in what Alertmanager posts to a webhook receiver',
    description:
      'To be sent again after a status of 500 or more, and not otherwise. Sending it twice does no harm.',
    query: alertSourceSchema,
    body: alertmanagerWebhookSchema,
    response: alertIntakeSchema,
    failures: [400, 413, 415],
  },
];
