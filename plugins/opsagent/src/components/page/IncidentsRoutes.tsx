import { Route, Routes, useParams } from 'react-router-dom';
import { IncidentPage } from './IncidentPage';
import { IncidentsPage } from './IncidentsPage';

/** The incidents of all clusters, and each of them. */
export function IncidentsRoutes() {
  return (
    <Routes>
      <Route path="/" element={<IncidentsPage />} />
      <Route path=":id" element={<ChosenIncident />} />
    </Routes>
  );
}

function ChosenIncident() {
  const { id = '' } = useParams();
  return <IncidentPage key={id} id={id} />;
}
