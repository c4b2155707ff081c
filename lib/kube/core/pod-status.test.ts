import { describe, expect, it } from 'vitest'
import { formatFieldError } from '@/lib/kube/field-error'
import { preparePodStatus, validatePodStatusUpdate } from './pod-status'
import type { Pod } from './v1.generated'

const pod = (status: object, spec: object = {}): Pod => ({ metadata: { name: 'web' }, spec: { restartPolicy: 'OnFailure', ...spec }, status }) as unknown as Pod
const ended = (exitCode: number) => ({ containerStatuses: [{ name: 'a', state: { terminated: { exitCode } } }] })
const running = { containerStatuses: [{ name: 'a', state: { running: {} } }] }

describe('status of a Pod', () => {
  it.each([
    ['a failed container starts again', pod(running), pod(ended(1)), []],
    ['a finished one stays finished', pod(running), pod(ended(0)), ['status.containerStatuses[0].state: Forbidden: may not be transitioned to non-terminated state']],
    ['unless Pods always restart', pod(running, { restartPolicy: 'Always' }), pod(ended(0), { restartPolicy: 'Always' }), []],
    ['the class is fixed', pod({ qosClass: 'Burstable' }), pod({ qosClass: 'BestEffort' }), ['status.qosClass: Invalid value: "Burstable": field is immutable']],
    ['the node is set by binding', pod({}, { nodeName: 'node-1' }), pod({}), ['status.nodeName: Forbidden: may not be changed directly']],
    ['two addresses of one family', pod({ podIPs: [{ ip: '10.0.0.1' }, { ip: '10.0.0.1' }] }), pod({}), [
      'status.podIPs: Invalid value: [{"ip":"10.0.0.1"},{"ip":"10.0.0.1"}]: may specify no more than one IP for each IP family', 'status.podIPs[1]: Duplicate value: {"ip":"10.0.0.1"}',
    ]],
    ['the host address comes first', pod({ hostIP: '10.0.0.2', hostIPs: [{ ip: '10.0.0.1' }] }), pod({}), ['status.hostIPs[0].ip: Invalid value: "10.0.0.1": must be equal to `hostIP`']],
  ])('%s', (_, now, old, lines) => {
    expect(validatePodStatusUpdate(now, old).map(formatFieldError)).toEqual(lines)
  })
})

describe('what a writer of a status left out', () => {
  it('keeps the class and the generation seen', () => {
    const old = pod({ qosClass: 'BestEffort', observedGeneration: 2, phase: 'Running', conditions: [{ type: 'Ready', status: 'True', observedGeneration: 2 }] })
    expect(preparePodStatus(pod({ conditions: [{ type: 'Ready', status: 'False' }] }), old).status).toEqual({
      observedGeneration: 2, conditions: [{ type: 'Ready', status: 'False', observedGeneration: 2 }], qosClass: 'BestEffort',
    })
  })
})
