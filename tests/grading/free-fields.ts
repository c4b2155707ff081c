import type { Free } from './mutants'

/** A container's name and the ports it lists are words for people, as long as nothing else refers to them. */
const containerWords = [/:Deployment:spec\.template\.spec\.containers\[0\]\.(name|ports\[0\]\.containerPort)=/]

/** What an exercise leaves open in its own solution. */
export const freeFields: Readonly<Record<string, Free>> = {
  // Without targetPort it is the Service's own port, which is 8080 as well.
  'services/backend-api': [/spec\.ports\[0\]\.targetPort=$/],
  'services/port-taken': [/spec\.ports\[0\]\.nodePort=(30082)?$/],
  'deployments/first-deployment': containerWords,
  'deployments/declarative-update': containerWords,
  'deployments/roll-back': containerWords,
  'deployments/self-healing': containerWords,
  'deployments/zero-downtime-release': [
    ...containerWords,
    /readinessProbe\.periodSeconds=/,
    // The step that prepares may have another number of Pods, and a hook that sleeps a little more or less.
    /^0:Deployment:spec\.replicas=/,
    /^0:.*preStop\.sleep\.seconds=[46]$/,
    // 2.0 drains by itself.
    /^1:.*preStop\.sleep\.seconds=/,
  ],
}
