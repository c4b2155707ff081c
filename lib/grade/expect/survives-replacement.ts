import { advance } from '@/lib/cluster/advance'
import type { Cluster } from '@/lib/cluster/cluster'
import type { RequestSource } from '@/lib/cluster/network/request'
import type { Expectation } from '../exercise'
import { isReady, objectAt, podsOf } from '../observe'
import { sayFailure } from '../why-unanswered'
import { administer, askUntil, countRequests, isAnswered, type Traffic } from '../requests'

interface ReplacementWanted {
  readonly deployment: string
  readonly from: RequestSource
  readonly url: string
  readonly needs: readonly string[]
}

/** Every Pod of a Deployment is deleted, one after another, while a client asks once a second: no request may fail. */
export function survivesReplacement(wanted: ReplacementWanted): Expectation {
  return {
    id: 'survives-replacement',
    title: `No request fails while every ${wanted.deployment} Pod is deleted, one after another`,
    needs: wanted.needs,
    check: ({ end }) => {
      const { results, cluster } = replaceAll(end, wanted)
      const failed = results.find(({ result }) => !isAnswered(result))
      const evidence = countRequests(results)
      if (failed === undefined) return { met: true, message: `${results.length} requests while every Pod was replaced, 0 failed.`, evidence }
      const second = ((failed.atMs - end.now) / 1000).toFixed(0)
      return {
        met: false,
        message: `Second ${second}: ${sayFailure(failed.result)}. ${evidence.failed} of ${evidence.sent} requests failed while the Pods were being replaced${podsOf(cluster, wanted.deployment).length === 0 ? ', and none came back' : ''}.`,
        wanted: `every request to ${wanted.url} answered`,
        observed: `${evidence.failed} of ${evidence.sent} failed`,
        evidence,
      }
    },
  }
}

function replaceAll(end: Cluster, { deployment, from, url }: ReplacementWanted): Traffic {
  const results: Traffic['results'][number][] = []
  let cluster = end
  for (const pod of podsOf(end, deployment)) {
    const wantedReady = podsOf(cluster, deployment).filter(isReady).length
    cluster = administer(cluster, 'DELETE', `/api/v1/namespaces/default/pods/${pod.metadata.name}`)
    for (let second = 0; second < 60; second++) {
      const traffic = askUntil(cluster, from, url, 1000, cluster.now + 1000)
      cluster = traffic.cluster
      results.push(...traffic.results)
      const gone = objectAt(cluster, '', 'pods', pod.metadata.name) === undefined
      if (gone && podsOf(cluster, deployment).filter(isReady).length >= wantedReady) break
    }
    cluster = advance(cluster, cluster.now)
  }
  return { cluster, results }
}
