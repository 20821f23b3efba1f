import { mockServices } from '@backstage/backend-test-utils';
import { lifecycleChangeSchema } from '@opsagent/backstage-plugin-opsagent-common';
import express from 'express';
import request from 'supertest';
import { audited } from './audited';
import { auditedChange } from './auditedChange';

const UNTIL = '2026-03-01T12:00:00Z';

function start() {
  const success = jest.fn();
  const auditor = mockServices.auditor.mock({
    createEvent: jest.fn(async () => ({ success, fail: jest.fn() })),
  });
  const services = { auditor, httpAuth: mockServices.httpAuth() };
  const app = express();
  app.get(
    '/read',
    audited(services, {
      eventId: 'read',
      async handle(_, response) {
        response.json({});
      },
    }),
  );
  app.patch(
    '/change',
    express.json(),
    audited(services, {
      eventId: 'change',
      async handle({ body }, response) {
        response.json({});
        return auditedChange(lifecycleChangeSchema.parse(body));
      },
    }),
  );
  return { app, success };
}

describe('audited', () => {
  it.each([
    [
      { state: 'snoozed', until: UNTIL, reason: 'secret' },
      { state: 'snoozed', until: UNTIL },
    ],
    [{ state: 'acknowledged', reason: 'secret' }, { state: 'acknowledged' }],
    [{ state: 'open' }, { state: 'open' }],
  ])('keeps of %j what it came to, not why', async (body, meta) => {
    const { app, success } = start();
    await request(app).patch('/change').send(body).expect(200);
    expect(success).toHaveBeenCalledWith({ meta });
  });

  it('keeps no more of what only reads', async () => {
    const { app, success } = start();
    await request(app).get('/read').expect(200);
    expect(success).toHaveBeenCalledWith(undefined);
  });
});
