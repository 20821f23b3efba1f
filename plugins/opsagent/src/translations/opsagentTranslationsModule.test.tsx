import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { opsagentPlugin } from '../plugin';
import { checkout } from '../__testUtils__/renderDiagnosis';
import { samples } from '../__testUtils__/samples';
import { opsagentTranslationsModule } from './opsagentTranslationsModule';

it('shows the plugin in Chinese, plurals included', async () => {
  renderTestApp({
    features: [opsagentPlugin, opsagentTranslationsModule],
    extensions: [createTestEntityPage({ entity: checkout })],
    config: {
      app: {
        extensions: [
          {
            'api:app/app-language': {
              config: {
                availableLanguages: ['en', 'zh'],
                defaultLanguage: 'zh',
              },
            },
          },
        ],
      },
    },
    apis: [
      catalogApiMock(),
      [opsAgentApiRef, { getEntityHealth: async () => samples.problems() }],
    ],
  });

  expect(await screen.findByText('Kubernetes 健康状况')).toBeVisible();
  expect(await screen.findAllByText(/^\d+ 个问题/)).not.toHaveLength(0);
  expect(screen.queryByText(/^\d+ problems?/)).not.toBeInTheDocument();
});
