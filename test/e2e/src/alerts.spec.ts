import { APIRequestContext, expect, test } from '@playwright/test';
import { enterAsGuest } from './portal';

const BACKEND = 'http://localhost:7007/api';
const COMPONENT = 'component:default/payments';

test('the link of an alert leads to the incident of its object', async ({
  page,
  request,
}) => {
  test.slow();
  await enterAsGuest(page);
  const headers = await asGuest(request);
  const incident = await incidentOf(request, headers);
  const { cluster, subject } = incident;
  const labels = {
    alertname: 'KubeDeploymentReplicasMismatch',
    cluster,
    namespace: subject.namespace,
    [subject.kind.toLowerCase()]: subject.name,
  };
  const posted = await request.post(`${BACKEND}/opsagent/alerts/alertmanager`, {
    headers,
    data: webhook(labels),
  });
  expect(posted.status(), await posted.text()).toBe(200);

  await page.goto(`/opsagent/alerts?${new URLSearchParams(labels)}`);
  await expect(page).toHaveURL(
    new RegExp(`/opsagent/incidents/${incident.id}$`),
  );
  await expect(
    page.getByRole('article', { name: incident.title }),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: /^Alerts/ })).toContainText(
    labels.alertname,
  );

  await request.post(`${BACKEND}/opsagent/alerts/alertmanager`, {
    headers,
    data: webhook(labels, new Date()),
  });
});

async function asGuest(request: APIRequestContext) {
  const answer = await request.get(`${BACKEND}/auth/guest/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
  });
  const { backstageIdentity } = await answer.json();
  return { Authorization: `Bearer ${backstageIdentity.token}` };
}

/** An incident of the component, once the first scan has found one. */
async function incidentOf(
  request: APIRequestContext,
  headers: Record<string, string>,
) {
  const list = async () => {
    const params = { entityRef: COMPONENT };
    return (await read(request, headers, '/incidents', params)).items;
  };
  await expect
    .poll(async () => (await list()).length, {
      message: `incidents of ${COMPONENT}`,
      timeout: 60_000,
    })
    .toBeGreaterThan(0);
  return (await list())[0];
}

async function read(
  request: APIRequestContext,
  headers: Record<string, string>,
  path: string,
  params: Record<string, string>,
) {
  const answer = await request.get(`${BACKEND}/opsagent${path}`, {
    headers,
    params,
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return answer.json();
}

/** What Alertmanager posts of one alert. */
function webhook(labels: Record<string, string>, endsAt?: Date) {
  const status = endsAt ? 'resolved' : 'firing';
  const alert = {
    status,
    labels,
    annotations: { summary: 'It has fewer replicas than it wants' },
    startsAt: '2026-03-01T12:00:00Z',
    endsAt: endsAt?.toISOString() ?? '0001-01-01T00:00:00Z',
    fingerprint: 'e2e0000000000001',
  };
  return { version: '4', status, alerts: [alert] };
}
