/** Documentation on which several rules of this area rest. */
export const SECRETS = [
  'https://kubernetes.io/docs/concepts/configuration/secret/',
  'https://kubernetes.io/docs/concepts/security/secrets-good-practices/',
];

export const SECURITY_STANDARDS =
  'https://kubernetes.io/docs/concepts/security/pod-security-standards/';
export const SECURITY_CONTEXT =
  'https://kubernetes.io/docs/tasks/configure-pod-container/security-context/';
export const POD_SECURITY_ADMISSION =
  'https://kubernetes.io/docs/concepts/security/pod-security-admission/';

/** The label of a namespace that names the Pod Security level it enforces. */
export const ENFORCE = 'pod-security.kubernetes.io/enforce';
