import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  kubernetesClustersReadPermission,
  kubernetesProxyPermission,
} from '@backstage/plugin-kubernetes-common';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';
import PromiseRouter from 'express-promise-router';

export interface StandInCluster {
  name: string;
  url: string;
  token?: string;
  authProvider: string;
}

/**
 * Answers the two routes of the Kubernetes plugin that this plugin uses, with the same permissions, headers and errors. The real one imports an ES module in a
 * way that Jest does not run.
 */
export function kubernetesPluginStandIn(clusters: readonly StandInCluster[]) {
  return createBackendPlugin({
    pluginId: 'kubernetes',
    register(env) {
      env.registerInit({
        deps: {
          httpAuth: coreServices.httpAuth,
          httpRouter: coreServices.httpRouter,
          permissions: coreServices.permissions,
        },
        async init({ httpAuth, httpRouter, permissions }) {
          const requirePermission = async (
            request: Request,
            permission: BasicPermission,
          ) => {
            const credentials = await httpAuth.credentials(request);
            const [decision] = await permissions.authorize([{ permission }], {
              credentials,
            });
            if (decision.result === AuthorizeResult.ALLOW) return;
            throw new NotAllowedError('Unauthorized');
          };
          const router = PromiseRouter();

          router.get('/clusters', async (request, response) => {
            await requirePermission(request, kubernetesClustersReadPermission);
            response.json({
              items: clusters.map(({ name, authProvider }) => ({
                name,
                authProvider,
              })),
            });
          });

          router.use('/proxy', async (request, response) => {
            await requirePermission(request, kubernetesProxyPermission);
            const name = request.header('Backstage-Kubernetes-Cluster');
            const cluster = clusters.find(each => each.name === name);
            if (!cluster)
              throw new NotFoundError(`Cluster '${name}' not found`);
            const answer = await fetch(`${cluster.url}${request.url}`, {
              headers: {
                Accept: request.header('Accept') ?? '*/*',
                Authorization: `Bearer ${cluster.token}`,
              },
            });
            response
              .status(answer.status)
              .type(answer.headers.get('content-type') ?? 'text/plain')
              .send(await answer.text());
          });

          httpRouter.use(router);
        },
      });
    },
  });
}
