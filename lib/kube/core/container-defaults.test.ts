import { describe, expect, it } from 'vitest'
import { defaultContainer, defaultPullPolicy, imageTag, isImageReference } from './container-defaults'
import type { Container } from './v1.generated'

describe('image names', () => {
  it.each([
    ['nginx', 'latest'], ['nginx:1.27', '1.27'], ['registry.example.com:5000/nginx', 'latest'], ['registry.example.com:5000/nginx:1', '1'],
    ['nginx@sha256:0000', ''],
  ])('tag of %s', (image, tag) => {
    expect(imageTag(image)).toBe(tag)
  })
  it.each([['nginx', 'Always'], ['nginx:latest', 'Always'], ['nginx:1.27', 'IfNotPresent'], ['Nginx', 'IfNotPresent'], ['', 'IfNotPresent']])('%s is pulled %s', (image, policy) => {
    expect(defaultPullPolicy(image)).toBe(policy)
  })
  it('are in small letters', () => {
    expect(['a/b/c:1', 'localhost:5000/a', 'Nginx', 'a b'].map(isImageReference)).toEqual([true, true, false, false])
  })
})

it('completes a container and its parts', () => {
  const given = {
    name: 'a', image: 'nginx', resources: {}, ports: [{ containerPort: 80 }], livenessProbe: { httpGet: { port: 80 } },
    lifecycle: { preStop: { httpGet: { port: 80 } } }, env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
  } as unknown as Container
  expect(defaultContainer(given)).toEqual({
    name: 'a', image: 'nginx', imagePullPolicy: 'Always', resources: {}, terminationMessagePath: '/dev/termination-log', terminationMessagePolicy: 'File',
    ports: [{ containerPort: 80, protocol: 'TCP' }],
    livenessProbe: { httpGet: { path: '/', port: 80, scheme: 'HTTP' }, timeoutSeconds: 1, periodSeconds: 10, successThreshold: 1, failureThreshold: 3 },
    lifecycle: { preStop: { httpGet: { path: '/', port: 80, scheme: 'HTTP' } } },
    env: [{ name: 'A', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } }],
  })
})
