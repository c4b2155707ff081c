import { expect, it } from 'vitest'
import { internalJson, internalTemplateJson } from './internal-json'

it('shows every field of a struct by its Go name', () => {
  expect(internalJson('Toleration', { key: 'a', tolerationSeconds: 5 })).toEqual({ Key: 'a', Operator: '', Value: '', Effect: '', TolerationSeconds: 5 })
})
it('finds fields with irregular names', () => {
  const shown = internalJson('SecurityContext', { seLinuxOptions: { level: 's0' }, privileged: true })
  expect(shown).toMatchObject({ SELinuxOptions: { User: '', Level: 's0' }, Privileged: true, Capabilities: null })
})
it('sets embedded structs among the outer fields', () => {
  expect(Object.keys(internalJson('Probe', { tcpSocket: { port: 80 } })).slice(0, 5)).toEqual(['Exec', 'HTTPGet', 'TCPSocket', 'GRPC', 'InitialDelaySeconds'])
})
it('moves the node\'s namespaces into the security context', () => {
  expect(internalJson('PodSpec', { hostNetwork: true, securityContext: { runAsUser: 1 } })).toMatchObject({ SecurityContext: { HostNetwork: true, HostPID: false, RunAsUser: 1 } })
})
it('writes a template\'s labels by name', () => {
  const text = JSON.stringify(internalTemplateJson({ metadata: { labels: { b: '1', a: '2' } }, spec: {} }))
  expect(text).toMatch(/^\{"labels":\{"a":"2","b":"1"\},"Spec":\{"Volumes":null,/)
})
