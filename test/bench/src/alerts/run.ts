import {
  Alert,
  OpsAgentClient,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Portal } from '@opsagent/test-cluster';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { BenchDatabase, onEachDatabase } from '../databases';
import { Sender } from './Sender';
import { alertsOf, inGroups, over } from './webhooks';

const ALERTS = 5_000;
const MINUTE = 60_000;
/** Alerts in one webhook of the storm. */
const GROUP = 10;

/** Measures the intake of alerts by the example portal, and kills it in the middle of a storm. Fails when an alert is lost or doubled. */
async function run() {
  await onEachDatabase(benchOn);
}

async function benchOn({ config, name }: BenchDatabase) {
  const token = randomUUID();
  const portal = await Portal.start({
    // Nothing listens there: alerts are taken in whether or not a cluster answers.
    clusters: [
      {
        controlPlane: {
          name: 'prod',
          server: 'https://127.0.0.1:1',
          ca: 'none',
        },
        token: 'none',
      },
    ],
    externalAccess: [
      { type: 'static', options: { token, subject: 'alertmanager' } },
    ],
    opsagent: { schedule: { frequency: '1d', initialDelay: '0s' } },
    database: config,
  });
  const url = `${portal.baseUrl}/api/opsagent/alerts/alertmanager`;
  const say = (line: string) => process.stdout.write(`${name}: ${line}\n`);
  try {
    for (const size of [1, 10, 1_000])
      say(await rateOf(new Sender({ url, token }), size));
    say(await storm(portal, new Sender({ url, token })));
  } finally {
    await portal.stop();
  }
}

/** One webhook after the other from each of four senders. */
async function rateOf(sender: Sender, size: number): Promise<string> {
  const startsAt = new Date();
  const count = size === 1 ? 1_000 : ALERTS;
  const groups = inGroups(alertsOf(count, startsAt), size);
  const started = performance.now();
  const work = async () => {
    for (let group = groups.pop(); group; group = groups.pop())
      await sender.send(group);
  };
  await Promise.all([work(), work(), work(), work()]);
  const seconds = (performance.now() - started) / 1000;
  return `${Math.round(sender.accepted / seconds)} alerts a second in webhooks of ${size}`;
}

/** 5,000 alerts in a minute, each told twice, and their ends; the process is killed in the middle. */
async function storm(portal: Portal, sender: Sender): Promise<string> {
  const startsAt = new Date();
  const alerts = alertsOf(ALERTS, startsAt);
  const groups = inGroups(alerts, GROUP);
  const pace = MINUTE / groups.length;
  const sent: Promise<void>[] = [];
  let restarted: Promise<number> | undefined;
  for (const [index, group] of groups.entries()) {
    sent.push(sender.send(group), sender.send(group));
    if (index === groups.length / 2) restarted = restart(portal);
    const ahead = startsAt.getTime() + (index + 1) * pace - Date.now();
    if (ahead > 0) await sleep(ahead);
  }
  const away = await restarted;
  await Promise.all(sent);
  const caughtUp = (Date.now() - startsAt.getTime() - MINUTE) / 1000;

  const known = new Set(alerts.map(each => each.fingerprint));
  const stored = await firing(portal.client, startsAt);
  const ids = new Set(stored.map(each => each.labels.uid));
  const lost = known.size - ids.size;
  const doubled = stored.length - ids.size;
  for (const group of inGroups(over(alerts, new Date()), 500))
    await sender.send(group);
  const left = await firing(portal.client, startsAt);
  if (lost + doubled + left.length > 0) process.exitCode = 1;
  const refused = [...sender.refused].map(
    ([status, count]) => `${count} answered ${status}`,
  );
  return `${ALERTS} alerts in a minute, told twice, process killed and away for ${away?.toFixed(1)} s: ${lost} lost, ${doubled} doubled, ${left.length} still firing after their end, ${sender.retries} webhooks sent again at once, ${refused.join(', ') || 'none'} and sent again later, done ${caughtUp.toFixed(1)} s after the last`;
}

/** Seconds for which the portal does not answer. */
async function restart(portal: Portal): Promise<number> {
  const killed = performance.now();
  await portal.crash();
  return (performance.now() - killed) / 1000;
}

async function firing(
  client: OpsAgentClient,
  startsAt: Date,
): Promise<Alert[]> {
  const items: Alert[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.listAlerts({ limit: 500, cursor });
    items.push(...page.items);
    cursor = page.pageInfo.nextCursor;
  } while (cursor);
  return items.filter(each => Date.parse(each.startsAt) === startsAt.getTime());
}

void run();
