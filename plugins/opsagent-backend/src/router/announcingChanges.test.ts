import express from 'express';
import request from 'supertest';
import { announcingChanges } from './announcingChanges';

describe('announcingChanges', () => {
  it.each([
    ['get', 200, 0],
    ['head', 200, 0],
    ['post', 202, 1],
    ['patch', 200, 1],
    ['patch', 409, 0],
    ['delete', 500, 0],
  ] as const)(
    'takes %s answered %d for %d changes',
    async (method, status, count) => {
      const announce = jest.fn();
      const app = express()
        .use(announcingChanges({ announce }))
        .use((_, response) => void response.status(status).end());
      await request(app)[method]('/');
      expect(announce).toHaveBeenCalledTimes(count);
    },
  );
});
