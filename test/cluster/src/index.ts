export { ControlPlane, KWOK_ANNOTATION } from './harness/ControlPlane';
export { findKubernetesBinaries } from './harness/findKubernetesBinaries';
export { waitFor } from './harness/waitFor';
