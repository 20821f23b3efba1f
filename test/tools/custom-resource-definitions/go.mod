// The modules in which the authors of add-ons publish their custom resource definitions. Only files are read from them, nothing is built: `go mod tidy` would
// remove them all.
module opsagent.dev/test/tools/custom-resource-definitions

go 1.25.0

require (
	github.com/argoproj/argo-cd/v3 v3.2.1
	github.com/argoproj/argo-rollouts v1.8.3
	github.com/cert-manager/cert-manager v1.21.2
	github.com/external-secrets/external-secrets v1.3.2
	github.com/fluxcd/helm-controller v1.4.0
	github.com/fluxcd/kustomize-controller v1.7.3
	github.com/fluxcd/source-controller v1.7.3
	github.com/kedacore/keda/v2 v2.21.0
	github.com/kubernetes-csi/external-snapshotter/client/v8 v8.7.0
	github.com/operator-framework/api v0.36.0
	github.com/operator-framework/operator-controller v1.2.0
	github.com/prometheus-operator/prometheus-operator v0.85.0
	istio.io/api v1.31.1
	sigs.k8s.io/gateway-api v1.6.1
)
