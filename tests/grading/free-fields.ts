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
  // Left out, maxSurge is 25 %, which of four Pods is one.
  'strategies/never-below-four': [...containerWords, /maxSurge=$/],
  // version alone tells blue from green.
  'strategies/switch-to-green': [/spec\.selector\.app=$/],
  'strategies/test-green-first': [/spec\.selector\.app=$/],
  'strategies/ten-second-rollback': [/spec\.selector\.app=$/],
  'strategies/first-canary': [...containerWords, /^0:Deployment:spec\.selector\.matchLabels\.app=$/],
  // Half a point more or less.
  'strategies/two-percent': [/backendRefs\[0\]\.weight=9[79]$/],
  'strategies/catch-the-bug': [
    ...containerWords,
    /^[01]:HTTPRoute:.*backendRefs\[0\]\.weight=\d+$/,
    // A backend with weight 0 gets nothing, whatever it is, and the other gets all, whatever its weight.
    /^2:HTTPRoute:.*backendRefs\[(0\]\.weight=|1\]\.(name|port)=.)/,
    /^4:HTTPRoute:.*backendRefs\[(1\]\.weight=|0\]\.(name|port)=.)/,
    /^3:Deployment:spec\.replicas=/,
  ],
}
