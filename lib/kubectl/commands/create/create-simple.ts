import type { Command } from '../../command'
import { createBuilt, metadataOf, nameArgument } from './create-built'

export const createNamespace: Command = {
  name: 'namespace',
  about: 'Make a Namespace.',
  usage: 'kubectl create namespace NAME',
  *run(invocation) {
    const name = nameArgument(invocation)
    return yield* createBuilt(invocation, { kind: 'Namespace', apiVersion: 'v1', metadata: metadataOf(invocation, name, {}, false), spec: {}, status: {} }, {})
  },
}

export const createServiceAccount: Command = {
  name: 'serviceaccount',
  about: 'Make a ServiceAccount.',
  usage: 'kubectl create serviceaccount NAME',
  *run(invocation) {
    const name = nameArgument(invocation)
    return yield* createBuilt(invocation, { kind: 'ServiceAccount', apiVersion: 'v1', metadata: metadataOf(invocation, name) }, { failed: 'failed to create serviceaccount: ' })
  },
}
