import { Entity } from '@backstage/catalog-model';
import { Content, Link } from '@backstage/core-components';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import Stack from '@mui/material/Stack';
import { Route, Routes, useParams } from 'react-router-dom';
import { EntityDiagnosisContent } from '../src/components/EntityDiagnosisContent';
import { samples } from '../src/__testUtils__/samples';

const NAMES = [...Object.keys(samples), 'loading', 'forbidden', 'error'];

/** Links to every sample, and the chosen one below. */
export function SamplesPage() {
  return (
    <Content>
      <Stack component="nav" direction="row" flexWrap="wrap" gap={2} mb={2}>
        {NAMES.map(name => (
          <Link key={name} to={`/samples/${name}`}>
            {name}
          </Link>
        ))}
      </Stack>
      <Routes>
        <Route path=":name" element={<Sample />} />
      </Routes>
    </Content>
  );
}

function Sample() {
  const { name = 'problems' } = useParams();
  return (
    <EntityProvider entity={entityNamed(name)}>
      <EntityDiagnosisContent />
    </EntityProvider>
  );
}

function entityNamed(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'backstage.io/kubernetes-id': name,
        'backstage.io/kubernetes-namespace': 'shop',
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'shop' },
  };
}
