import { call, need, print, printExactly, type Command } from '../command'
import { CommandFailure, fail, isFailure, statusMessage } from '../failure'
import { flag, isSet } from '../flags'
import type { JsonObject } from '../json'
import { toYaml } from '../print/yaml'

export const versionCommand: Command = {
  name: 'version',
  about: 'Print the versions of kubectl and of the cluster.',
  usage: 'kubectl version [--client] [-o yaml|json]',
  *run(invocation) {
    if (invocation.args.length > 0) fail(`extra arguments: [${invocation.args.join(' ')}]`)
    const output = flag(invocation.flags, 'output') ?? ''
    if (!['', 'yaml', 'json'].includes(output)) fail("--output must be 'yaml' or 'json'")
    if (output === '') yield* print(`Client Version: v1.36.3\nKustomize Version: v5.8.1\n`)
    const server = isSet(invocation.flags, 'client') ? undefined : yield* call(invocation, 'GET', '/version')
    const known = server !== undefined && !isFailure(server.body) ? (server.body as JsonObject) : undefined
    if (output !== '') yield* printExactly(versionObject(output, known))
    else if (known !== undefined) yield* print(`Server Version: ${String(known['gitVersion'])}`)
    if (server !== undefined && isFailure(server.body)) throw new CommandFailure(statusMessage(server.body))
    return 0
  },
}

const client: JsonObject = { major: '1', minor: '36', gitVersion: 'v1.36.3', gitTreeState: 'clean', compiler: 'gc', platform: 'linux/amd64' }

function versionObject(output: string, server: JsonObject | undefined): string {
  const object = { clientVersion: client, kustomizeVersion: 'v5.8.1', ...(server === undefined ? {} : { serverVersion: server }) }
  return output === 'json' ? `${JSON.stringify(object, null, 2)}\n` : `${toYaml(object)}\n`
}

export const apiVersionsCommand: Command = {
  name: 'api-versions',
  about: 'List the API versions that the cluster serves.',
  usage: 'kubectl api-versions',
  *run(invocation) {
    if (invocation.args.length > 0) throw new CommandFailure(`error: unexpected arguments: [${invocation.args.join(' ')}]\nSee 'kubectl api-versions -h' for help and examples`)
    const groups = yield* need<{ readonly groups?: readonly { readonly versions: readonly { readonly groupVersion: string }[] }[] }>(invocation, 'GET', '/apis')
    yield* print([...(groups.groups ?? []).flatMap((group) => group.versions.map((version) => version.groupVersion)), 'v1'].sort().join('\n'))
    return 0
  },
}

export const clusterInfoCommand: Command = {
  name: 'cluster-info',
  about: 'Say where the cluster is.',
  usage: 'kubectl cluster-info',
  *run(invocation) {
    const hint = "\nTo further debug and diagnose cluster problems, use 'kubectl cluster-info dump'."
    const services = yield* call(invocation, 'GET', '/api/v1/namespaces/kube-system/services?labelSelector=kubernetes.io%2Fcluster-service%3Dtrue')
    if (isFailure(services.body)) {
      yield* print(hint)
      throw new CommandFailure(statusMessage(services.body))
    }
    yield* print(`Kubernetes control plane is running at https://cluster.local:6443\n${hint}`)
    return 0
  },
}

function top(name: 'node' | 'pod'): Command {
  return {
    name,
    about: `Show what ${name}s use; the practice cluster measures nothing.`,
    usage: `kubectl top ${name}`,
    *run(invocation) {
      yield* call(invocation, 'GET', '/apis')
      return fail('Metrics API not available')
    },
  }
}

export const topCommand: Command = {
  name: 'top',
  about: 'Show what is used; the practice cluster measures nothing.',
  usage: 'kubectl top node|pod',
  commands: [top('node'), top('pod')],
  *run() {
    yield* []
    return 1
  },
}
