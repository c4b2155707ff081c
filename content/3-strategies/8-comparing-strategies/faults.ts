/** A faulty release: what is wrong with it, and the manifest's parts that make it so. */
export interface Fault {
  readonly id: string
  readonly label: string
  readonly app: 'payments' | 'feed'
  readonly old: string
  readonly new: string
  /** The path that the new version's readiness probe asks; absent: it has no probe. */
  readonly probe?: string
  readonly say: string
  readonly first?: boolean
}

export const faults: readonly Fault[] = [
  { id: 'none', label: 'no fault', app: 'payments', old: '1.8', new: '1.9', probe: '/healthz', say: 'payments:1.9 works. What is left to compare is what each way of releasing it costs.' },
  { id: 'never-ready', label: 'never ready', app: 'payments', old: '1.8', new: '1.9', probe: '/readyz', say: 'The readiness probe asks for a path that payments does not have. No new Pod ever becomes ready, so none gets a request: the probe is what protects the users, under each strategy.' },
  { id: 'errors', label: 'errors on 20 %', first: true, app: 'payments', old: '1.8', new: '1.9-buggy', probe: '/healthz', say: 'payments:1.9-buggy starts and passes its probe, and then answers one request in five with status 500. Only requests show it, so what counts is how many it gets until somebody acts, and how long the way back is.' },
  { id: 'no-probe', label: 'no readiness probe', app: 'payments', old: '1.8', new: '1.9', say: 'payments:1.9 needs 5 seconds until it listens, and its manifest has no probe. Without one a Pod counts as ready when its container runs, and gets requests that are refused.' },
  { id: 'under-load', label: 'errors under load', app: 'feed', old: '1.0', new: '2.0', probe: '/healthz', say: 'feed:2.0 fails one request in ten as soon as it answers a quarter of all of them. A canary of a tenth does not show it; the next step does, while most users are still on 1.0.' },
  { id: 'no-image', label: 'image missing', app: 'payments', old: '1.8', new: '1.10', probe: '/healthz', say: 'No registry has payments:1.10. The new Pods wait with ImagePullBackOff and never become ready; whoever waits for ready Pods before going on hits nobody.' },
]
