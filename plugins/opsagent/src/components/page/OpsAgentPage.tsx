import { Content } from '@backstage/core-components';
import { Route, Routes, useParams } from 'react-router-dom';
import { FocusRings } from '../FocusRings';
import { IncidentPage } from './IncidentPage';
import { IncidentsPage } from './IncidentsPage';

/** The incidents of all clusters, and each of them. */
export function OpsAgentPage() {
  return (
    <Content>
      <FocusRings>
        <Routes>
          <Route path="/" element={<IncidentsPage />} />
          <Route path="incidents/:id" element={<ChosenIncident />} />
        </Routes>
      </FocusRings>
    </Content>
  );
}

function ChosenIncident() {
  const { id = '' } = useParams();
  return <IncidentPage key={id} id={id} />;
}
