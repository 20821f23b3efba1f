import { Route, Routes, useParams } from 'react-router-dom';
import { ClusterPage } from './ClusterPage';
import { ClustersPage } from './ClustersPage';
import { NamespacePage } from './NamespacePage';
import { NodePage } from './NodePage';

/** The clusters, each of them, and their namespaces and nodes. */
export function ClustersRoutes() {
  return (
    <Routes>
      <Route path="/" element={<ClustersPage />} />
      <Route path=":cluster" element={<ChosenCluster />} />
      <Route
        path=":cluster/namespaces/:namespace"
        element={<ChosenNamespace />}
      />
      <Route path=":cluster/nodes/:node" element={<ChosenNode />} />
    </Routes>
  );
}

function ChosenCluster() {
  const { cluster = '' } = useParams();
  return <ClusterPage key={cluster} cluster={cluster} />;
}

function ChosenNamespace() {
  const { cluster = '', namespace = '' } = useParams();
  return (
    <NamespacePage
      key={`${cluster}/${namespace}`}
      cluster={cluster}
      namespace={namespace}
    />
  );
}

function ChosenNode() {
  const { cluster = '', node = '' } = useParams();
  return <NodePage key={`${cluster}/${node}`} cluster={cluster} node={node} />;
}
