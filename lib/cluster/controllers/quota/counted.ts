/** Kinds whose end gives back what a quota counts at once (quota monitors); Pods also by finishing. */
export const counted = ['/pods', '/services', '/secrets', '/configmaps', '/persistentvolumeclaims', '/serviceaccounts', 'apps/deployments', 'apps/replicasets', 'apps/statefulsets', 'apps/daemonsets', 'batch/jobs', 'batch/cronjobs', 'networking.k8s.io/ingresses']
