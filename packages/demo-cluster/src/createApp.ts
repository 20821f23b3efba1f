import express, { Express } from 'express';
import type { DemoApi } from './api/DemoApi';
import { authenticate } from './router/authenticate';
import { discoveryRouter } from './router/discoveryRouter';
import { healthRouter } from './router/healthRouter';
import { openApiRouter } from './router/openApiRouter';
import { resourceRouter } from './router/resourceRouter';
import { reviewRouter } from './router/reviewRouter';
import { sendError } from './router/sendError';

/** The HTTP application of one demo cluster. */
export function createApp(api: DemoApi): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(healthRouter());
  app.use(authenticate(api.token));
  app.use(express.raw({ type: () => true, limit: '3mb' }));
  app.use(discoveryRouter(api.types));
  app.use(openApiRouter(api.types));
  app.use(reviewRouter(api));
  app.use(resourceRouter(api));
  app.use((_request, response) => {
    response.status(404).type('text/plain').send('404 page not found\n');
  });
  app.use(sendError);
  return app;
}
