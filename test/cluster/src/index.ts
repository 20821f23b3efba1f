export { ControlPlane, KWOK_ANNOTATION } from './harness/ControlPlane';
export { KubernetesBinaries } from './harness/KubernetesBinaries';
export { waitFor } from './harness/waitFor';
