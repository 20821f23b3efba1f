/**
 * Domains that say nothing about who runs a cluster, and much about what runs in it: those of Kubernetes and its ecosystem, public registries, source hosts and package registries,
 * and names set aside for documentation (RFC 2606). API groups and keys of labels and annotations are among their names.
 */
const PUBLIC_DOMAINS: ReadonlySet<string> = new Set(
  (
    'example.com example.net example.org kubernetes.io k8s.io x-k8s.io k8s.gcr.io cncf.io etcd.io opencontainers.org containerd.io cri-o.io projectcontour.io ' +
    'docker.io docker.com quay.io ghcr.io gcr.io pkg.dev mcr.microsoft.com public.ecr.aws registry.redhat.io registry.suse.com cgr.dev ' +
    'istio.io linkerd.io cilium.io projectcalico.org tigera.io envoyproxy.io konghq.com traefik.io traefik.containo.us nginx.org nginx.com haproxy.org ' +
    'argoproj.io fluxcd.io helm.sh helm.toolkit.fluxcd.io gitops.toolkit.fluxcd.io jenkins.io tekton.dev knative.dev crossplane.io upbound.io backstage.io keda.sh dapr.io ' +
    'cert-manager.io letsencrypt.org external-secrets.io secrets-store.csi.x-k8s.io bitnami.com sealedsecrets.bitnami.com velero.io kyverno.io gatekeeper.sh openpolicyagent.org falco.org aquasecurity.github.io spiffe.io ' +
    'prometheus.io coreos.com grafana.com grafana.net jaegertracing.io opentelemetry.io fluentbit.io fluentd.org elastic.co opensearch.org ' +
    'openshift.io redhat.com operatorframework.io rancher.io cattle.io k3s.io longhorn.io rook.io ceph.com min.io minio.io strimzi.io kafka.apache.org apache.org zalan.do postgresql.org cnpg.io percona.com mongodb.org mongodb.com mysql.com mariadb.org redis.io rabbitmq.com nats.io cockroachlabs.com vitess.io ' +
    'karpenter.sh cluster.local github.com githubusercontent.com github.io gitlab.com bitbucket.org golang.org go.dev gopkg.in uber.org honnef.co gorm.io google.com googleapis.com googlesource.com goog ' +
    'npmjs.org npmjs.com yarnpkg.com nodejs.org python.org pypi.org pythonhosted.org rubygems.org crates.io rust-lang.org maven.org sonatype.org gradle.org java.com oracle.com spring.io quarkus.io hibernate.org slf4j.org w3.org ietf.org schema.org json-schema.org xmlsoap.org openapis.org swagger.io mozilla.org ' +
    'debian.org ubuntu.com alpinelinux.org centos.org fedoraproject.org kernel.org freedesktop.org systemd.io ' +
    'hashicorp.com terraform.io vaultproject.io vault.hashicorp.com microsoft.com reactjs.org react.dev socket.io stackoverflow.com wikipedia.org cloud.google.com nvidia.com amd.com intel.com'
  ).split(' '),
);

/** The service endpoints of clouds, which name a service and a region and no customer. */
const CLOUD_ENDPOINT =
  /^(?:sts|ec2|s3|sqs|sns|kms|iam|ecr|api\.ecr|eks|autoscaling|elasticloadbalancing|dynamodb|secretsmanager|ssm|logs|monitoring|metadata|cloudwatch)(?:\.[a-z]{2}(?:-[a-z]{2,10}){1,2}-\d)?\.amazonaws\.com$|^(?:management|login)\.(?:azure|microsoftonline)\.com$|^metadata\.google\.internal$/;

/** Names that a cluster gives its Services and pods. */
const IN_CLUSTER =
  /(?:^|\.)svc(?:$|\.)|(?:^|\.)(?:cluster\.local|pod\.cluster\.local|localhost|localdomain|test|invalid|example)$|^kubernetes\.default$|^host\.(?:docker|minikube)\.internal$/;

/** Whether a host is a fact that a diagnosis needs and that tells of nobody. */
export function isPublicHost(host: string): boolean {
  if (IN_CLUSTER.test(host) || CLOUD_ENDPOINT.test(host)) return true;
  return endsWithOneOf(host, PUBLIC_DOMAINS);
}

/** Whether a host is one of these domains or within one. */
export function endsWithOneOf(
  host: string,
  domains: ReadonlySet<string>,
): boolean {
  for (let at = 0; at >= 0; at = host.indexOf('.', at) + 1 || -1)
    if (domains.has(host.slice(at))) return true;
  return false;
}
