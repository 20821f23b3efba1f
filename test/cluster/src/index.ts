export { ControlPlane } from './harness/ControlPlane';
export { findKubernetesBinaries } from './harness/findKubernetesBinaries';
export { waitFor } from './harness/waitFor';
