import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { catalogRoutes } from '../../__testUtils__/mountedRoutes';
import { renderDiagnosis } from '../../__testUtils__/renderDiagnosis';
import { samples } from '../../__testUtils__/samples';

const answering = (health: EntityHealth) => ({
  getEntityHealth: jest.fn(async () => health),
});

const SECRET =
  'Secret shop/orders-db-credentials does not exist; container postgres of StatefulSet shop/orders-db cannot start without it';
const PANIC =
  'Container ingest of Deployment tele/ingest fails with exit code 101 (8 restarts)';
const POLICY = /^Container api of Deployment orders\/api connects to/;

const card = async (name: string | RegExp) =>
  within(await screen.findByRole('article', { name }));

describe('Incidents', () => {
  it('say what fails, since when, why, how sure that is, and what follows', async () => {
    renderDiagnosis(answering(samples.incidents()));
    const incident = await card(SECRET);

    expect(incident.getByText('Critical')).toBeVisible();
    expect(incident.getByText('Open')).toBeVisible();
    expect(incident.getByText(/prod-eu \/ shop/)).toHaveTextContent(
      /since .* \(17 minutes\)/,
    );
    expect(
      incident.getByText('The pods refer to configuration that does not exist'),
    ).toBeVisible();
    expect(incident.getByRole('meter', { name: 'Confidence' })).toHaveAttribute(
      'aria-valuenow',
      '98',
    );
    expect(incident.getByText('98 % sure')).toBeVisible();
    expect(incident.getByText('does not exist')).toBeVisible();
    expect(incident.getByText(/rule config-reference-missing/)).toBeVisible();
    expect(
      incident.getByText('Container crashes again and again'),
    ).toBeVisible();
  });

  it('are shown without link in a portal that has no page of them', async () => {
    renderDiagnosis(answering(samples.incidents()), undefined, catalogRoutes);
    const incident = await card(SECRET);
    expect(incident.getByRole('heading', { name: SECRET })).toBeVisible();
    expect(
      incident.queryByRole('link', { name: SECRET }),
    ).not.toBeInTheDocument();
  });

  it('show their findings once', async () => {
    renderDiagnosis(answering(samples.incidents()));
    await card(SECRET);
    expect(
      screen.queryByRole('region', { name: 'Problems' }),
    ).not.toBeInTheDocument();
    expect(screen.getAllByText(SECRET)).toHaveLength(1);
  });

  it('say what to do, with what, and what to know before one runs a command', async () => {
    renderDiagnosis(answering(samples.incidents()));
    const incident = await card(SECRET);

    expect(
      incident.getByText(
        'Recreate or rename the missing ConfigMap, Secret or key',
      ),
    ).toBeVisible();
    expect(incident.getByText(/low risk · about 10 minutes/)).toBeVisible();
    expect(
      incident.getByRole('region', { name: /Command: Create Secret/ }),
    ).toHaveTextContent("kubectl apply -n shop -f '<FILE>'");
    expect(incident.getByText('changes the cluster')).toBeVisible();
    expect(incident.getByText('to be filled in: FILE')).toBeVisible();
    expect(
      incident.getByRole('button', { name: /^Copy the command: Create/ }),
    ).toBeVisible();

    const rollback = incident.getByRole('button', {
      name: 'How to take it back',
    });
    expect(rollback).toHaveAttribute('aria-expanded', 'false');
    act(() => rollback.focus());
    await userEvent.keyboard('{Enter}');
    expect(rollback).toHaveAttribute('aria-expanded', 'true');
  });

  it('offer at most three things to do and warn of what does not hold', async () => {
    renderDiagnosis(answering(samples.incidents()));
    const incident = await card(PANIC);
    expect(
      incident.getByText('Return to the last good revision'),
    ).toBeVisible();
    expect(
      incident.getByText('Does not hold: The cause is at least 75 % sure'),
    ).toBeVisible();
    expect(
      incident.queryByRole('region', { name: /Keep its logs/ }),
    ).not.toBeInTheDocument();
    const steps = incident.getAllByRole('button', { name: 'Steps' });
    expect(steps).toHaveLength(2);
    await userEvent.click(steps[1]);
    expect(
      incident.getByRole('region', { name: /Keep its logs/ }),
    ).toBeVisible();
  });

  it('say where somebody else writes the object', async () => {
    const health = samples.incidents();
    const [incident] = health.incidents;
    const [first, ...others] = incident.recommendations[0].steps;
    incident.recommendations[0].steps = [{ ...first, drift: true }, ...others];
    renderDiagnosis(answering(health));
    expect(
      (await card(SECRET)).getByText(/change it at its source/),
    ).toBeVisible();
  });

  it('fold the other explanations with what speaks for and against them', async () => {
    const health = samples.incidents();
    const [, panic] = health.incidents;
    panic.causes[1].against = [
      {
        type: 'unread',
        object: panic.subject,
        reason: 'a replica of the same image is well',
      },
    ];
    renderDiagnosis(answering(health));
    const incident = await card(PANIC);
    expect(
      incident.queryByText('The program has a bug'),
    ).not.toBeInTheDocument();
    await userEvent.click(
      incident.getByRole('button', {
        name: 'Why not something else (1 other explanation)',
      }),
    );
    expect(incident.getByText('The program has a bug')).toBeVisible();
    expect(incident.getByText('60 % sure')).toBeVisible();
    expect(
      incident.getByText('a replica of the same image is well'),
    ).toBeVisible();
  });

  it('say that something was resolved and is back', async () => {
    renderDiagnosis(answering(samples.incidents()));
    const incident = await card(PANIC);
    expect(incident.getByText('Back again')).toBeVisible();
    expect(
      incident.getByText(/^It was resolved, and is back since/),
    ).toBeVisible();
  });

  it('name a cause that lies outside the component, and whose it is', async () => {
    renderDiagnosis(answering(samples.affected()));
    const incident = await card(SECRET);
    expect(incident.getByRole('alert')).toHaveTextContent(
      /Caused by something outside this component: StatefulSet shop\/orders-db.*of orders-db/,
    );
    expect(incident.getByRole('link', { name: 'orders-db' })).toHaveAttribute(
      'href',
      '/catalog/default/component/orders-db',
    );
    expect(incident.getByText('and 1 more in other components')).toBeVisible();
  });

  it('say no more of a hidden cause than what kind of thing it is', async () => {
    const health = samples.affected();
    const [incident] = health.incidents;
    const hidden = { kind: 'StatefulSet', name: '' };
    const { message: _, ...cause } = incident.causes[0];
    renderDiagnosis(
      answering({
        ...health,
        incidents: [
          {
            ...incident,
            title: cause.title,
            subject: hidden,
            causes: [{ ...cause, subject: hidden, evidence: [] }],
            entities: [{ entityRef: health.entityRef, role: 'affected' }],
            recommendations: [],
          },
        ],
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'that you may not see: a StatefulSet',
    );
    expect(screen.getByText('No evidence of its own.')).toBeVisible();
    expect(screen.queryByText('What to do')).not.toBeInTheDocument();
  });

  it('are calm and folded once somebody has dealt with them', async () => {
    renderDiagnosis(answering(samples.quiet()));
    const acknowledged = await card(SECRET);
    expect(
      acknowledged.getByText(/^Acknowledged by ana, .* \(17 minutes ago\)$/),
    ).toBeVisible();
    expect(
      acknowledged.getByText(/Waiting for the vault to be restored/),
    ).toBeVisible();
    expect(acknowledged.queryByRole('meter')).not.toBeInTheDocument();
    await userEvent.click(
      acknowledged.getByRole('button', { name: 'Cause and what to do' }),
    );
    expect(acknowledged.getByRole('meter')).toBeVisible();

    expect(
      screen.queryByRole('article', { name: PANIC }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Snoozed incidents (1)' }),
    );
    expect(
      (await card(PANIC)).getByText(/^Snoozed until .* by ben$/),
    ).toBeVisible();
  });

  it('count where nobody has dealt with them', async () => {
    renderDiagnosis(answering(samples.incidents()));
    await card(POLICY);
    const line = within(screen.getByRole('region', { name: 'Health' }));
    expect(line.getByText('2 open incidents')).toBeVisible();
    expect(line.getByText('1 acknowledged')).toBeVisible();
    const strip = within(screen.getByRole('group', { name: 'Clusters' }));
    expect(strip.getAllByRole('button').map(each => each.textContent)).toEqual([
      'All clusters2 open incidents, 1 acknowledged or snoozed',
      'prod-eu1 open incident, 1 acknowledged or snoozed, read in part',
      'staging1 open incident',
    ]);
    await userEvent.click(strip.getByRole('button', { name: /staging/ }));
    expect(line.getByText('1 open incident')).toBeVisible();
    expect(
      screen.queryByRole('article', { name: SECRET }),
    ).not.toBeInTheDocument();
  });
});
