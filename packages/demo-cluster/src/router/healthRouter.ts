import { Router } from 'express';
import { sendJson } from '../representation/sendJson';

/** The checks that a real server answers to everybody. */
export function healthRouter(): Router {
  const router = Router();
  router.get(
    ['/healthz', '/livez', '/readyz', '/healthz/ping'],
    (_request, response) => {
      response.type('text/plain').send('ok');
    },
  );
  router.get('/version', (_request, response) => {
    sendJson(response, {
      major: '1',
      minor: '35',
      gitVersion: 'v1.35.4+demo',
      gitCommit: '',
      gitTreeState: '',
      buildDate: '1970-01-01T00:00:00Z',
      goVersion: '',
      compiler: '',
      platform: 'demo/cluster',
    });
  });
  return router;
}
