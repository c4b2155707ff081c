import { CommandFailure } from '../failure'
import { flag, flagList, isSet } from '../flags'
import { dryRunFlag, fieldManagerFlag, outputFlag, type Command, type Invocation } from '../command'
import type { JsonObject } from '../json'
import { createBuilt } from './create'

export const runCommand: Command = {
  name: 'run',
  about: 'Make a Pod that runs one image.',
  usage: 'kubectl run NAME --image=IMAGE [--port=P] [--env=K=V] [--labels=K=V,…] [--restart=Never] [--command -- COMMAND …]',
  flags: [
    dryRunFlag,
    outputFlag,
    fieldManagerFlag,
    ...['image', 'port', 'restart', 'overrides', 'image-pull-policy', 'annotations', 'override-type'].map((name) => ({ name, type: 'string' as const })),
    { name: 'env', type: 'string' },
    { name: 'labels', short: 'l', type: 'string' },
    ...['command', 'expose', 'rm', 'attach', 'quiet', 'privileged', 'save-config', 'leave-stdin-open'].map((name) => ({ name, type: 'bool' as const })),
    { name: 'stdin', short: 'i', type: 'bool' },
    { name: 'tty', short: 't', type: 'bool' },
  ],
  *run(invocation) {
    const image = flag(invocation.flags, 'image')
    if (image === undefined) throw new CommandFailure('error: required flag(s) "image" not set')
    const [name] = invocation.args
    if (name === undefined) throw new CommandFailure("error: NAME is required for run\nSee 'kubectl run -h' for help and examples")
    if (isSet(invocation.flags, 'stdin') || isSet(invocation.flags, 'tty') || isSet(invocation.flags, 'attach')) throw new CommandFailure('error: attaching to a container is not part of this practice cluster; run the Pod and use kubectl exec')
    const words = [...invocation.args.slice(1), ...(invocation.rest ?? [])]
    const labels = flag(invocation.flags, 'labels') === undefined ? { run: name } : Object.fromEntries(flagList(invocation.flags, 'labels').map((pair) => pair.split('=') as [string, string]))
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { labels, name }, spec: { containers: [containerOf(invocation, name, image, words)], dnsPolicy: 'ClusterFirst', restartPolicy: flag(invocation.flags, 'restart') ?? 'Always' }, status: {} }
    return yield* createBuilt(invocation, pod, 'pod', 'kubectl-run')
  },
}

function containerOf({ flags }: Invocation, name: string, image: string, words: readonly string[]): JsonObject {
  const port = flag(flags, 'port')
  const env = (flags.values.get('env') ?? []).map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1) }))
  return {
    ...(words.length === 0 ? {} : { [isSet(flags, 'command') ? 'command' : 'args']: words }),
    ...(env.length === 0 ? {} : { env }),
    image,
    name,
    ...(port === undefined ? {} : { ports: [{ containerPort: Number(port) }] }),
    resources: {},
  }
}
