import type { Exercise } from '@/lib/grade/exercise'
import { routeAccepted, routeExists } from '@/lib/grade/expect/route'
import { allAnswered, getsShare, measuredAtEnd, percent } from '@/lib/grade/expect/share'
import { shareOfPods } from '@/lib/grade/measure'
import { deploymentOf, podsOf } from '@/lib/grade/observe'
import { placeOf } from '@/lib/grade/place-of'
import { refusedBecause } from '@/lib/grade/recognise'
import { backendForeign, backendMissing, otherRoute, wrongBackendPort, wrongHost, wrongParent } from '@/lib/grade/recognise-route'
import { routeOf } from '@/lib/grade/route'
import type { Trial } from '@/lib/grade/trial'
import given from './given.yaml'
import solution from './right/manifest/feed.yaml'
import starter from './starter/feed.yaml'

const host = 'feed.example.com'
const traffic = { from: 'outside', url: `http://${host}` } as const
const decides = { kind: 'HTTPRoute', name: 'feed', field: 'spec.rules[0].backendRefs' }
const canaryShare = (trial: Trial) => shareOfPods(measuredAtEnd(trial, traffic), podsOf(trial.end, 'feed-canary'))

/** The weights of the first rule in words, and the canary's part of their sum; undefined where there are none above 0. */
function weightsOf(trial: Trial): { readonly say: string; readonly share: number } | undefined {
  const backends = routeOf(trial.end, 'feed')?.spec.rules?.[0]?.backendRefs ?? []
  const sum = backends.reduce((all, { weight = 1 }) => all + weight, 0)
  const own = backends.reduce((all, { name, weight = 1 }) => (name === 'feed-canary' ? all + weight : all), 0)
  return sum === 0 ? undefined : { say: backends.map(({ name, weight = 1 }) => `${name} ${weight}`).join(', '), share: own / sum }
}

export const exercise: Exercise = {
  id: 'strategies/two-percent',
  title: 'Two in a hundred',
  given: [{ do: 'apply', text: given }],
  starter: { 'feed.yaml': starter },
  solution: { 'feed.yaml': solution },
  traffic: [{ from: 'outside', url: `http://${host}`, perSecond: 10 }],
  hints: [
    'One canary Pod beside three is a quarter. The share has to be decided before the requests reach the Pods, by whoever takes them in: the Gateway edge.',
    'An HTTPRoute says at which Gateway (parentRefs), for which host (hostnames) and to which Services (backendRefs) requests go. Each backend may have a weight, a part of the sum of all. Which two weights make two in a hundred?',
    'parentRefs: [{name: edge}], hostnames: [feed.example.com], and one rule with two backendRefs, each with port: 80: feed-stable with weight: 98, feed-canary with weight: 2.',
  ],
  expectations: [
    routeExists('feed'),
    routeAccepted({ route: 'feed', gateway: 'edge', needs: ['route-feed'] }),
    allAnswered({ traffic, needs: ['route-feed', 'accepted-feed'], by: { ...decides, field: 'spec' } }),
    getsShare({ traffic, of: 'feed-canary', atLeast: 0.015, atMost: 0.025, needs: ['answered'], by: decides }),
  ],
  mistakes: [
    refusedBecause('wrong-api-version', /no matches for kind "HTTPRoute" in version "([^"]+)"/, (match) => `There is no HTTPRoute in ${match[1] ?? 'this version'}. It belongs to the Gateway API: apiVersion: gateway.networking.k8s.io/v1.`),
    refusedBecause('weights-in-per-cent', /weight: Invalid value: "(?:string|number)"/, () => 'A weight is a whole number, a part of the sum of all weights, no percentage and no text: 98 and 2, without a sign or quotation marks.'),
    refusedBecause('port-missing', /Must have port for Service reference/, () => 'Every backend names a port of its Service, beside the Service\'s name: port: 80 here.'),
    refusedBecause('unknown-field', /unknown field "([^"]+)"/, (match) => `HTTPRoute has no field ${match[1] ?? ''}. parentRefs, hostnames and rules stand in spec; backendRefs in a rule; weight beside a backend's name and port.`),
    {
      id: 'another-name',
      recognise: (trial) => {
        const other = trial.written.objects.find(({ kind, name }) => kind === 'HTTPRoute' && name !== 'feed')
        return routeOf(trial.end, 'feed') !== undefined || other === undefined ? undefined : { message: `The route is called ${other.name}, and it should be called feed.`, ...placeOf(trial, 'HTTPRoute', other.name, 'metadata.name') }
      },
    },
    {
      id: 'scaled',
      recognise: (trial) => {
        const [stable, canary] = ['feed-stable', 'feed-canary'].map((name) => deploymentOf(trial.end, name)?.spec.replicas ?? 0)
        if (routeOf(trial.end, 'feed') !== undefined || (stable === 3 && canary === 1)) return undefined
        return { message: 'The number of Pods was changed. 2 % by Pods would take 49 stable ones for one canary; a route divides the requests by weight and leaves the Pods as they are.', ...placeOf(trial, 'Deployment', stable === 3 ? 'feed-canary' : 'feed-stable', 'spec.replicas') }
      },
    },
    wrongParent('wrong-parent', 'feed', 'edge'),
    wrongHost('wrong-host', 'feed', host),
    backendForeign('no-service', 'feed'),
    backendMissing('backend-not-found', 'feed', ['feed-stable', 'feed-canary']),
    wrongBackendPort('container-port', 'feed', (name, port) => `Backend ${name} is asked on port ${port}, and Service ${name} offers port 80. A route sends to the Service's port; the Service turns it into 8080, where the Pods listen.`),
    {
      id: 'one-rule-each',
      recognise: (trial) => {
        const rules = routeOf(trial.end, 'feed')?.spec.rules ?? []
        const alone = rules.filter(({ backendRefs }) => backendRefs?.length === 1)
        if (alone.length < 2 || alone.length !== rules.length) return undefined
        return { message: 'Each Service stands in a rule of its own here. A request is taken by one rule, the first that fits, and its weights count among the backends of that rule only: the other never gets one. Put both Services under backendRefs of the same rule.', ...placeOf(trial, 'HTTPRoute', 'feed', 'spec.rules') }
      },
    },
    {
      id: 'path-only',
      recognise: (trial) => {
        const matches = (routeOf(trial.end, 'feed')?.spec.rules ?? []).flatMap((rule) => rule.matches ?? [{}])
        if (matches.length === 0 || matches.some(({ path, headers, method }) => (path?.value ?? '/') === '/' && path?.type !== 'Exact' && headers === undefined && method === undefined)) return undefined
        return { message: `The rule takes some requests only (${matches.map(({ path }) => path?.value ?? 'by their headers').join(', ')}); all others of ${host} find no rule and are answered with 404. Leave matches out: then a rule takes every path.`, ...placeOf(trial, 'HTTPRoute', 'feed', 'spec.rules[0].matches') }
      },
    },
    {
      id: 'wrong-way-round',
      expectation: 'share-feed-canary',
      recognise: (trial) => (canaryShare(trial) > 0.9 && (weightsOf(trial)?.share ?? 0) > 0.5 ? { message: `${percent(canaryShare(trial))} % of the requests go to the canary: the weights stand the wrong way round. The large one belongs to feed-stable, the small one to feed-canary.`, ...placeOf(trial, 'HTTPRoute', 'feed', decides.field) } : undefined),
    },
    {
      id: 'half-and-half',
      expectation: 'share-feed-canary',
      recognise: (trial) => {
        const share = canaryShare(trial)
        if (Math.abs(share - 0.5) > 0.01) return undefined
        return { message: 'Both backends have the same weight, so each gets half of the requests; a backend without a weight has 1. Give feed-stable 98 and feed-canary 2.', ...placeOf(trial, 'HTTPRoute', 'feed', decides.field) }
      },
    },
    {
      id: 'wrong-share',
      expectation: 'share-feed-canary',
      recognise: (trial) => {
        const weights = weightsOf(trial)
        if (weights === undefined) return undefined
        if (Math.abs(weights.share - 0.02) > 0.005) return { message: `The weights are ${weights.say}: of every 100 requests the canary gets ${percent(weights.share)}, and it should get 2. A weight is a part of the sum of all weights.`, ...placeOf(trial, 'HTTPRoute', 'feed', decides.field) }
        const others = (routeOf(trial.end, 'feed')?.spec.rules ?? []).length - 1
        return others === 0 ? undefined : { message: `The weights of the first rule are right, and another rule of the route fits http://${host}/ more exactly and takes the request: the canary gets ${percent(canaryShare(trial))} %. A request is taken by one rule only.`, ...placeOf(trial, 'HTTPRoute', 'feed', 'spec.rules') }
      },
    },
    otherRoute('another-route', 'feed', host),
  ],
}
