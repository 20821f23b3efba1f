import '@backstage/cli/asset-types';
import { createApp } from '@backstage/frontend-defaults';
import ReactDOM from 'react-dom/client';
import { permissionModule } from './permissionModule';
import { samplesPlugin } from './samplesPlugin';
import { signInModule } from './signInModule';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with the id "root"');
ReactDOM.createRoot(root).render(
  createApp({
    features: [samplesPlugin, signInModule, permissionModule],
  }).createRoot(),
);
