import type { GlossaryEntry } from '@/lib/course/glossary'

/** The course's words, in alphabetical order of what is shown. */
export const glossary: readonly GlossaryEntry[] = [
  { id: 'clusterip', word: 'ClusterIP', means: 'The default type of Service: a virtual IP that answers inside the cluster only.', link: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-clusterip' },
  { id: 'deployment', word: 'Deployment', means: 'Keeps a number of equal Pods running and replaces them step by step when their template changes.', link: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/' },
  { id: 'endpoint', word: 'endpoint', means: 'The address and port of one Pod that a Service may send a request to. Pods that are not ready are listed, and get none.', link: 'https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/' },
  { id: 'kube-proxy', word: 'kube-proxy', means: 'Runs on every node and keeps the rules there that swap a Service’s virtual IP for the address of a ready Pod.', link: 'https://kubernetes.io/docs/reference/networking/virtual-ips/' },
  { id: 'label', word: 'label', means: 'A key and a value on an object, such as app: backend. Selectors find objects by their labels.', link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/' },
  { id: 'load-balancer', word: 'load balancer', means: 'A machine or service outside the cluster with one public address that spreads connections over the nodes or Pods.', link: 'https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer' },
  { id: 'node', word: 'node', means: 'A machine on which Pods run.', link: 'https://kubernetes.io/docs/concepts/architecture/nodes/' },
  { id: 'nodeport', word: 'NodePort', means: 'A type of Service that also opens one port, from 30000 to 32767, on every node.', link: 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport' },
  { id: 'pod', word: 'Pod', means: 'The smallest thing Kubernetes runs: one or more containers with one address. Pods are made, lost and replaced.', link: 'https://kubernetes.io/docs/concepts/workloads/pods/' },
  { id: 'ready', word: 'ready', means: 'A Pod whose containers run and pass their readiness probes. Services send requests to ready Pods alone.', link: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-conditions' },
  { id: 'selector', word: 'selector', means: 'The labels that an object asks for. A Service finds its Pods by its selector, not by their names.', link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors' },
  { id: 'service', word: 'Service', means: 'A name and an address that stay, in front of Pods that come and go.', link: 'https://kubernetes.io/docs/concepts/services-networking/service/' },
  { id: 'target-port', word: 'targetPort', means: 'The port on the Pods that a Service sends requests to, by number or by name.', link: 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports' },
  { id: 'virtual-ip', word: 'virtual IP', means: 'An address that no machine has. Rules on every node swap it for the address of a Pod.', link: 'https://kubernetes.io/docs/reference/networking/virtual-ips/' },
]
