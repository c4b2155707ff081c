/** Before the labels of a namespace that say which Pods it lets in. */
export const podSecurityPrefix = 'pod-security.kubernetes.io/'
