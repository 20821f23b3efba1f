export { ControlPlane } from './harness/ControlPlane';
export { Portal } from './harness/Portal';
export { Postgres } from './harness/Postgres';
export { BinariesUnavailableError } from './harness/goCommand';
export { findKubernetesBinaries } from './harness/findKubernetesBinaries';
export { component } from './harness/component';
export { waitFor } from './harness/waitFor';
