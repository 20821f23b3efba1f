import { IncidentOrder } from '@opsagent/backstage-plugin-opsagent-common';
import { SEVERITIES } from '@opsagent/engine';
import { z } from 'zod';
import { PageOptions } from '../database/readPage';
import { SummaryRow } from './incidentRows';

type Order = Omit<PageOptions<SummaryRow>, 'limit' | 'cursor'>;

/** A rank is no time, so that the cursor of one order is none of another. */
const rankSchema = z.int().nonnegative().lt(SEVERITIES.length);
const timeSchema = z.int().gte(SEVERITIES.length);

const BY_TIME = {
  order: ['first_seen_at', 'id'],
  times: ['first_seen_at'],
  position: z.tuple([timeSchema, z.string()]),
} satisfies Order;

/** How lists of incidents are ordered and continued. */
export const incidentOrders: Readonly<Record<IncidentOrder, Order>> = {
  severity: {
    order: ['severity_rank', 'id'],
    position: z.tuple([rankSchema, z.string()]),
  },
  newest: { ...BY_TIME, direction: 'desc' },
  longest: BY_TIME,
};
