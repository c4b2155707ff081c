import type { Exercise } from '@/lib/grade/exercise'
import { deploymentExists, podsAvailable } from '@/lib/grade/expect/deployment'
import { healsItself, servesOn80, staysUp } from '@/lib/grade/expect/heals'
import { restartedWhenLeft } from '@/lib/grade/expect/left-alone'
import { hasLivenessProbe, portOf } from '@/lib/grade/expect/liveness'
import { podsCarry } from '@/lib/grade/expect/pod-labels'
import { deploymentOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { withoutDeployment, wrongReplicas } from '@/lib/grade/recognise-deployment'
import type { Mistake } from '@/lib/grade/exercise'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import solution from './right/manifest/site.yaml'
import starter from './starter/site.yaml'

const containersOf = (trial: Trial) => deploymentOf(trial.end, 'site')?.spec.template.spec.containers ?? []

/** A mistake in the liveness probe: told at its line. */
function inProbe(id: string, words: (trial: Trial) => string | undefined, expectation = 'probe-site'): Mistake {
  return {
    id,
    expectation,
    recognise: (trial) => {
      const message = words(trial)
      const has = containersOf(trial).some(({ livenessProbe }) => livenessProbe !== undefined)
      return message === undefined ? undefined : { message, ...placeOf(trial, 'Deployment', 'site', `spec.template.spec.containers[0]${has ? '.livenessProbe' : ''}`) }
    },
  }
}

export const exercise: Exercise = {
  id: 'deployments/self-healing',
  title: 'Lost, crashed, hung',
  given: [{ do: 'apply', text: given }],
  starter: { 'site.yaml': starter },
  solution: { 'site.yaml': solution },
  hints: [
    'A lost Pod is replaced by the ReplicaSet, and a container that ends is started again by the kubelet. A server that hangs does neither: its process runs. Who would notice, and how?',
    'The kubelet can ask a container regularly, and restart it when it gives no answer: a livenessProbe, beside image and ports of the container. An httpGet probe wants a path and a port, the one on which this server listens.',
    'livenessProbe: {httpGet: {path: /, port: 80}} in the container, under a Deployment site with replicas: 2 and the label app: site.',
  ],
  expectations: [
    deploymentExists('site'),
    podsCarry('site', { app: 'site' }),
    podsAvailable({ deployment: 'site', replicas: 2, momentary: true }),
    servesOn80({ deployment: 'site', replicas: 2, needs: ['pods-site'] }),
    hasLivenessProbe('site'),
    staysUp({ deployment: 'site', replicas: 2, needs: ['pods-site', 'probe-site'] }),
    healsItself({ deployment: 'site', replicas: 2, needs: ['serves-site', 'stays-site'] }),
  ],
  mistakes: [
    withoutDeployment('bare-pods', 'site', (kind, names) => (kind === 'Pod' ? `${names} are bare Pods, as lonely is: the kubelet restarts their containers, but when the Pod itself is lost, nobody makes another. A Deployment called site does.` : `${names} is a ReplicaSet; the task asks for a Deployment called site, which also brings new versions out.`)),
    inProbe('no-liveness-probe', (trial) => {
      const containers = containersOf(trial)
      if (containers.length === 0 || containers.some(({ livenessProbe }) => livenessProbe !== undefined)) return undefined
      const other = containers.some(({ readinessProbe }) => readinessProbe !== undefined)
      return other ? 'A readiness probe takes a Pod that does not answer out of its Services, and waits. It never restarts the container: a server that hangs would hang for ever. That is what a livenessProbe does.' : 'Nothing asks the server whether it still answers. A container that ends is restarted without that, but a server that hangs runs on: the kubelet needs a livenessProbe to notice.'
    }),
    {
      id: 'listens-elsewhere',
      expectation: 'serves-site',
      recognise: (trial) => {
        const image = containersOf(trial)[0]?.image ?? ''
        return /unprivileged|backend|frontend|payments|feed|api:|postgres|redis|busybox|curl/.test(image) ? { message: `${image} does not listen on port 80. Take a server that does, such as nginx:1.27 or httpd:2.4.`, ...placeOf(trial, 'Deployment', 'site', 'spec.template.spec.containers[0].image') } : undefined
      },
    },
    inProbe('wrong-probe-port', (trial) => {
      const probed = containersOf(trial).find(({ livenessProbe }) => livenessProbe?.httpGet !== undefined)
      const port = probed?.livenessProbe?.httpGet?.port
      if (probed === undefined || port === undefined || portOf(probed, port) === 80) return undefined
      return `The probe asks on port ${port}, where nothing listens. It fails every time, so the kubelet takes a healthy server for a dead one and restarts it for ever (kubectl get pods shows RESTARTS grow). The server listens on 80.`
    }),
    inProbe('probe-does-not-ask', (trial) => {
      const probe = containersOf(trial).find(({ livenessProbe }) => livenessProbe !== undefined)?.livenessProbe
      if (probe === undefined || probe.httpGet !== undefined) return undefined
      if (probe.grpc !== undefined) return 'A grpc probe asks in a protocol that this server does not speak: it fails every time, and a healthy server is restarted for ever. Ask over HTTP: httpGet, path /, port 80.'
      return probe.tcpSocket === undefined ? 'The probe runs a command in the container. A server that hangs may well leave such a command alone; ask the server itself: httpGet, path /, port 80.' : 'A tcpSocket probe only opens a connection, and the kernel accepts that for a process that hangs. Ask for an answer: httpGet, path /, port 80.'
    }),
    inProbe('wrong-probe-path', (trial) => {
      const http = containersOf(trial).find(({ livenessProbe }) => livenessProbe?.httpGet !== undefined)?.livenessProbe?.httpGet
      if (http === undefined || (http.path ?? '/').replace(/\?.*$/, '') === '/') return undefined
      return `The probe asks for ${http.path ?? ''}. A server that knows no such page answers 404, and that counts as a failure: the container is restarted although it is well. Every server here answers /.`
    }),
    inProbe('wrong-probe-host', (trial) => {
      const host = containersOf(trial).find(({ livenessProbe }) => livenessProbe?.httpGet !== undefined)?.livenessProbe?.httpGet?.host
      if (host === undefined || deploymentOf(trial.end, 'site')?.spec.template.spec.hostNetwork === true) return undefined
      return `The probe asks host ${host}, and the kubelet asks from its node: that is not the Pod. Leave host out, and it asks the Pod itself.`
    }, 'stays-site'),
    {
      id: 'too-hasty',
      recognise: (trial) => {
        const probe = containersOf(trial).find(({ livenessProbe }) => livenessProbe !== undefined)?.livenessProbe
        if (probe === undefined || restartedWhenLeft(trial.end, 'site', 60_000) === undefined || (probe.initialDelaySeconds ?? 0) + probe.periodSeconds * probe.failureThreshold > 10) return undefined
        return { message: `The probe gives the server ${(probe.initialDelaySeconds ?? 0) + probe.periodSeconds * probe.failureThreshold} s before it is restarted, and this one needs longer than that to start. Give it time: a startupProbe, initialDelaySeconds, or a greater failureThreshold.`, ...placeOf(trial, 'Deployment', 'site', 'spec.template.spec.containers[0].livenessProbe') }
      },
    },
    {
      id: 'too-patient',
      expectation: 'heals-site',
      recognise: (trial) => {
        const probe = containersOf(trial).find(({ livenessProbe }) => livenessProbe !== undefined)?.livenessProbe
        const first = probe?.initialDelaySeconds ?? 0
        if (probe === undefined || first + probe.periodSeconds * probe.failureThreshold < 150) return undefined
        return { message: `The probe ${first > 0 ? `begins ${first} s after the container, ` : ''}asks every ${probe.periodSeconds} s and wants ${probe.failureThreshold} failures in a row: a server that hangs is noticed after ${first + probe.periodSeconds * probe.failureThreshold} s at the earliest, and then it still has its grace period. It should be back within 300 s.`, ...placeOf(trial, 'Deployment', 'site', 'spec.template.spec.containers[0].livenessProbe') }
      },
    },
    {
      id: 'other-label',
      expectation: 'labels-site',
      recognise: (trial) => {
        const deployment = deploymentOf(trial.end, 'site')
        const label = deployment?.spec.template.metadata.labels?.['app']
        return deployment === undefined || label === 'site' ? undefined : { message: `The Pods carry ${label === undefined ? 'no label app' : `app: ${label}`}. Whoever looks for the site finds it by app: site; the template gives the label, and the selector asks for it.`, ...placeOf(trial, 'Deployment', 'site', 'spec.template.metadata.labels') }
      },
    },
    wrongReplicas('site', 2, (seen) => `The Deployment asks for ${seen} ${seen === 1 ? 'Pod: while that one is being replaced, nobody serves' : 'Pods'}. Two are wanted${seen === 1 ? ', and lonely is not counted: a ReplicaSet takes on only Pods of its own making' : ''}.`),
  ],
}
