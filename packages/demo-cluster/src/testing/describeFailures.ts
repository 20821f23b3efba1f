import type { Suite } from './describeKubernetesApi';
import { configMap, pod } from './fixtures';

function failure(
  code: number,
  reason: string,
  message: string,
  details?: object,
) {
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    ...(details ? { details } : {}),
    code,
  };
}

export function describeFailures(suite: Suite): void {
  describe('failures', () => {
    beforeAll(async () => {
      await suite().create('configmaps', configMap('present'));
      await suite().create('pods', pod('quiet'));
    });

    const unknown = failure(
      404,
      'NotFound',
      'the server could not find the requested resource',
      {},
    );
    const notAllowed = failure(
      405,
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
      {},
    );
    const label =
      'a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters';

    it.each([
      [
        'an object that is not there',
        'configmaps/none',
        failure(404, 'NotFound', 'configmaps "none" not found', {
          name: 'none',
          kind: 'configmaps',
        }),
      ],
      [
        'one of a named group',
        'apps/v1/deployments/none',
        failure(404, 'NotFound', 'deployments.apps "none" not found', {
          name: 'none',
          group: 'apps',
          kind: 'deployments',
        }),
      ],
      ['an unknown resource', 'foos', unknown],
      ['an unknown version', 'apps/v9/deployments', unknown],
      ['an unknown subresource', 'pods/quiet/bogus', unknown],
      [
        'the log of a pod that is not there',
        'pods/none/log',
        failure(404, 'NotFound', 'pods "none" not found', {
          name: 'none',
          kind: 'pods',
        }),
      ],
      [
        'a log without saying which',
        'pods/quiet/log',
        failure(
          400,
          'BadRequest',
          'a container name must be specified for pod quiet, choose one of: [app proxy]',
        ),
      ],
      [
        'the log of an unknown container',
        'pods/quiet/log?container=zz',
        failure(400, 'BadRequest', 'container zz is not valid for pod quiet'),
      ],
      [
        'a log of less than no lines',
        'pods/quiet/log?container=app&tailLines=-1',
        failure(
          422,
          'Invalid',
          'PodLogOptions "quiet" is invalid: tailLines: Invalid value: -1: must be greater than or equal to 0',
          {
            name: 'quiet',
            kind: 'PodLogOptions',
            causes: [
              {
                reason: 'FieldValueInvalid',
                message:
                  'Invalid value: -1: must be greater than or equal to 0',
                field: 'tailLines',
              },
            ],
          },
        ),
      ],
      [
        'a field of pods that nothing is selected by',
        'pods?fieldSelector=spec.foo%3Dbar',
        failure(400, 'BadRequest', 'field label not supported: spec.foo'),
      ],
      [
        'a field of a kind without any',
        'configmaps?fieldSelector=data.k%3Dv',
        failure(
          400,
          'BadRequest',
          '"data.k" is not a known field selector: only "metadata.name", "metadata.namespace"',
        ),
      ],
      [
        'a field selector that is none',
        'pods?fieldSelector=bogus',
        failure(
          400,
          'BadRequest',
          `invalid selector: 'bogus'; can't understand 'bogus'`,
        ),
      ],
      [
        'a label selector that is none',
        'pods?labelSelector=a%20in%20b',
        failure(
          400,
          'BadRequest',
          `unable to parse requirement: found 'b' expected: '('`,
        ),
      ],
      [
        'a label selector with a hole',
        'pods?labelSelector=a,,b',
        failure(400, 'BadRequest', `found ',', expected: identifier after ','`),
      ],
      [
        'a limit that is no number',
        'pods?limit=abc',
        failure(
          400,
          'BadRequest',
          'strconv.ParseInt: parsing "abc": invalid syntax',
        ),
      ],
      [
        'a resource version that is none',
        'pods?resourceVersion=abc',
        failure(
          400,
          'BadRequest',
          'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
        ),
      ],
    ])('refuses %s', async (_case, path, expected) => {
      const { status, body } = await suite().client.get(suite().path(path));
      expect(body).toEqual(expected);
      expect(status).toBe(expected.code);
    });

    it.each([
      [
        'a name that is taken',
        'POST',
        'configmaps',
        configMap('present'),
        failure(409, 'AlreadyExists', 'configmaps "present" already exists', {
          name: 'present',
          kind: 'configmaps',
        }),
      ],
      [
        'an object without a name',
        'POST',
        'configmaps',
        { metadata: {} },
        failure(
          422,
          'Invalid',
          'ConfigMap "" is invalid: metadata.name: Required value: name or generateName is required',
          {
            kind: 'ConfigMap',
            causes: [
              {
                reason: 'FieldValueRequired',
                message: 'Required value: name or generateName is required',
                field: 'metadata.name',
              },
            ],
          },
        ),
      ],
      [
        'an impossible name',
        'POST',
        'configmaps',
        configMap('Bad_Name'),
        expect.objectContaining({
          code: 422,
          reason: 'Invalid',
          message: expect.stringContaining(label),
        }),
      ],
      [
        'another namespace than the path names',
        'POST',
        'configmaps',
        { metadata: { name: 'x', namespace: 'other' } },
        failure(
          400,
          'BadRequest',
          'the namespace of the provided object does not match the namespace sent on the request',
        ),
      ],
      [
        'an unreadable body',
        'POST',
        'configmaps',
        '{"metadata":',
        expect.objectContaining({ code: 400, reason: 'BadRequest' }),
      ],
      [
        'replacing what is not there',
        'PUT',
        'configmaps/none',
        configMap('none'),
        failure(404, 'NotFound', 'configmaps "none" not found', {
          name: 'none',
          kind: 'configmaps',
        }),
      ],
      [
        'renaming',
        'PUT',
        'configmaps/present',
        configMap('renamed'),
        failure(
          400,
          'BadRequest',
          'the name of the object (renamed) does not match the name on the URL (present)',
        ),
      ],
      [
        'a patch of no patch type',
        'PATCH',
        'configmaps/present',
        {},
        expect.objectContaining({ code: 415, reason: 'UnsupportedMediaType' }),
      ],
      [
        'deleting what is not there',
        'DELETE',
        'configmaps/none',
        undefined,
        failure(404, 'NotFound', 'configmaps "none" not found', {
          name: 'none',
          kind: 'configmaps',
        }),
      ],
      ['replacing a collection', 'PUT', 'configmaps', {}, notAllowed],
      ['creating under a name', 'POST', 'configmaps/present', {}, notAllowed],
      [
        'a dry run of another kind',
        'POST',
        'configmaps?dryRun=Some',
        configMap('x'),
        expect.objectContaining({
          code: 422,
          message:
            'CreateOptions.meta.k8s.io "" is invalid: dryRun: Unsupported value: ["Some"]: supported values: "All"',
        }),
      ],
    ])('refuses %s', async (_case, method, path, body, expected) => {
      const answer = await suite().client.send(method, suite().path(path), {
        body,
      });
      expect(answer.body).toEqual(expected);
      expect(answer.status).toBe(answer.body.code);
    });

    it('refuses an object in a namespace that is not there', async () => {
      const { body } = await suite().client.post(
        '/api/v1/namespaces/nowhere/configmaps',
        configMap('x'),
      );
      expect(body).toEqual(
        failure(404, 'NotFound', 'namespaces "nowhere" not found', {
          name: 'nowhere',
          kind: 'namespaces',
        }),
      );
    });

    it('refuses to apply without a field manager', async () => {
      const { body } = await suite().client.patch(
        suite().path('configmaps/x'),
        'apply',
        configMap('x'),
      );
      expect(body).toMatchObject({
        code: 422,
        message:
          'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
      });
    });

    it.each(['/apis/metrics.k8s.io/v1beta1/pods', '/nothing'])(
      'has no page at %s',
      async path => {
        expect(await suite().client.get(path)).toMatchObject({
          status: 404,
          text: '404 page not found\n',
        });
      },
    );

    it('refuses a media type it does not speak', async () => {
      const { body } = await suite().client.get(suite().path('configmaps'), {
        Accept: 'text/html',
      });
      expect(body).toMatchObject({
        kind: 'Status',
        reason: 'NotAcceptable',
        code: 406,
      });
      const single = {
        Accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      };
      expect(
        (await suite().client.get(suite().path('configmaps'), single)).status,
      ).toBe(406);
    });

    it('refuses a token it does not know', async () => {
      const answer = await suite()
        .client.asStranger()
        .get('/api/v1/namespaces');
      expect(answer.body).toEqual(failure(401, 'Unauthorized', 'Unauthorized'));
      expect(answer.status).toBe(401);
    });
  });
}
