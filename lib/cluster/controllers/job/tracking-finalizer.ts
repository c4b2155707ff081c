/** Held by a Job's Pods until the Job has counted them. */
export const trackingFinalizer = 'batch.kubernetes.io/job-tracking'
