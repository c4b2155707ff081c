import { describe, expect, it } from 'vitest'
import { connected, opened } from '@/tests/connected-session'
import type { Deed } from './messages'
import type { Session } from './session'

const text = ({ session }: { session: Session }) => session.state.log.map((entry) => entry.text).join('')

describe('opening an exercise', () => {
  it('shows the given cluster and what will be looked at', async () => {
    const { session } = await opened()
    expect(session.state.engine).toBe('running')
    expect(session.state.outline?.checks.length).toBeGreaterThan(2)
    expect(session.state.outline?.goals).toEqual([[{ from: 'Service/default/catalog', to: 'Deployment/default/catalog', port: 8080 }]])
    expect([...(session.state.shown?.objects.keys() ?? [])]).toContain('/services/default/catalog')
  })

  it('says so when there is no such exercise', async () => {
    const { session } = await opened('services/nothing')
    expect(session.state.engine).toBe('unknown-exercise')
  })
})

describe('time', () => {
  it('runs until the cluster rests and its traffic was seen, then stands still', async () => {
    const { session, tick } = await opened()
    const start = session.state.shown?.start ?? 0
    await tick(60)
    expect(session.state.shown?.clock).toBe('paused')
    expect((session.state.shown?.now ?? 0) - start).toBeGreaterThan(19_000)
    expect(session.state.shown?.requests.length).toBeGreaterThan(15)
    expect(session.state.shown?.requests.every(({ result }) => !result.answered)).toBe(true)
    const now = session.state.shown?.now
    await tick(5)
    expect(session.state.shown?.now).toBe(now)
  })

  it('goes back, replays, and forks when something is done in the past', async () => {
    const page = await opened()
    const { session, tick, settle } = page
    await tick(60)
    const head = session.state.shown?.head ?? 0
    session.seek(head - 10_000)
    await settle()
    expect(session.state.shown).toMatchObject({ now: head - 10_000, head, clock: 'paused' })
    session.play()
    await tick(3)
    expect(session.state.shown?.clock).toBe('replaying')
    expect(session.state.shown?.now).toBe(head - 7_000)
    session.run('kubectl label service catalog tried=yes')
    await settle()
    expect(session.state.shown?.head).toBe(head - 7_000)
    expect(session.state.shown?.requests.every(({ at }) => at <= head - 7_000)).toBe(true)
  })

  it('steps to the next thing that happens', async () => {
    const { session, settle, tick } = await opened()
    await tick(60)
    session.run('kubectl delete pod -l app=catalog --wait=false')
    await settle()
    session.pause()
    await settle()
    const before = session.state.shown
    session.step()
    await settle()
    expect(session.state.shown?.moments.length).toBeGreaterThan(before?.moments.length ?? 0)
    expect(session.state.shown?.clock).toBe('paused')
  })

  it('goes by whole milliseconds, whatever a page’s clock says, and loses none', async () => {
    const { session, tick, settle } = await opened()
    session.setSpeed(1)
    session.run('kubectl delete pods --all --wait=false')
    await settle()
    const before = session.state.shown?.now ?? 0
    await tick(10, 50.35)
    expect(session.state.shown?.now).toBe(before + 503)
    session.seek(before + 0.4)
    await settle()
    expect(session.state.shown?.now).toBe(before)
  })
})

describe('a command', () => {
  it('prints and ends', async () => {
    const page = await opened()
    page.session.run('kubectl get service catalog')
    await page.settle()
    expect(text(page)).toMatch(/NAME +TYPE +CLUSTER-IP/)
    expect(page.session.state.running).toEqual({ state: 'none' })
  })

  it('that waits goes on as simulated time passes, and Ctrl-C ends it', async () => {
    const page = await opened()
    page.session.run('kubectl get pods --watch')
    await page.settle()
    expect(page.session.state.running.state).toBe('running')
    page.session.interrupt()
    await page.settle()
    expect(page.session.state.running).toEqual({ state: 'none' })
  })

  it('that waits for a rollout ends by itself', async () => {
    const page = await opened()
    page.session.run('kubectl rollout restart deployment catalog')
    await page.settle()
    page.session.run('kubectl rollout status deployment catalog')
    await page.settle()
    expect(page.session.state.running.state).toBe('running')
    await page.tick(100)
    expect(page.session.state.running).toEqual({ state: 'none' })
    expect(text(page)).toContain('successfully rolled out')
  })

  it('of another program is not there', async () => {
    const page = await opened()
    page.session.run('rm -rf /')
    await page.settle()
    expect(text(page)).toContain('rm: command not found')
  })

  it.each(["kubectl get 'pods", 'kubectl', 'kubectl frobnicate', 'kubectl get pods -o jsonpath={.items[', `kubectl ${'x'.repeat(10_000)}`, 'kubectl \u0000 \ud800'])('that makes no sense gets an answer: %j', async (line) => {
    const page = await opened()
    page.session.run(line)
    await page.settle()
    expect(page.session.state.running).toEqual({ state: 'none' })
    expect(page.said.filter(({ say }) => say === 'failed')).toEqual([])
    expect(page.session.state.log.length).toBeGreaterThan(1)
  })
})

describe('grading', () => {
  it('applies the files, shows what the server said, and judges', async () => {
    const page = await opened()
    const { solution, starter } = page.session.state.outline ?? { solution: {}, starter: {} }
    for (const [file, given] of Object.entries(starter)) page.session.edit(file, given)
    page.session.grade()
    await page.settle()
    expect(page.session.state.grading).toMatchObject({ state: 'done', verdict: { status: 'unmet' } })
    for (const [file, right] of Object.entries(solution)) page.session.edit(file, right)
    page.session.grade()
    await page.settle()
    expect(page.session.state.grading).toMatchObject({ state: 'done', verdict: { status: 'met' } })
    expect(text(page)).toContain('service/catalog configured')
  })

  it('counts what was done with kubectl, and does not undo it with the starter', async () => {
    const page = await opened()
    page.session.edit('catalog.yaml', page.session.state.outline?.starter['catalog.yaml'] ?? '')
    page.session.run('kubectl patch service catalog -p \'{"spec":{"selector":{"app":"catalog"},"ports":[{"port":80,"targetPort":"http"}]}}\'')
    await page.settle()
    page.session.grade()
    await page.settle()
    expect(page.session.state.grading).toMatchObject({ state: 'done', verdict: { status: 'met' } })
  })
})

describe('a moment of the graded run', () => {
  it('is found again in the session, also where its clock has not got there yet', async () => {
    const page = await opened('deployments/declarative-update')
    const { session, settle } = page
    session.run('kubectl set image deployment/web web=nginx:1.27')
    await settle()
    const done = session.state.shown?.now ?? 0
    session.grade()
    await settle()
    session.showMoment({ atMs: 1500, step: 0, sinceStepMs: 1500, say: '' })
    await settle()
    expect(session.state.shown).toMatchObject({ now: done + 1500, clock: 'paused' })
    session.showMoment({ atMs: 200, step: 0, sinceStepMs: 200, say: '' })
    await settle()
    expect(session.state.shown?.now).toBe(done + 200)
  })
})

describe('an engine that was lost', () => {
  it('is given everything done so far, and the cluster is as before', async () => {
    const first = await opened()
    first.session.run('kubectl scale deployment catalog --replicas 5')
    await first.settle()
    await first.tick(60)
    const deeds: readonly Deed[] = first.session.state.deeds
    expect(deeds).toHaveLength(1)
    const names = podNames(first.session)
    const second = connected()
    await second.engine.receive({ do: 'open', session: 'services/empty-endpoints', deeds })
    await second.tick(60)
    expect(podNames(second.session)).toEqual(names)
  })

  it('keeps drafts and says what was given up', async () => {
    const { session, settle } = await opened()
    session.edit('catalog.yaml', 'mine')
    session.run('kubectl get pods --watch')
    await settle()
    session.lost()
    expect(session.state).toMatchObject({ engine: 'restarting', files: { 'catalog.yaml': 'mine' }, running: { state: 'none' } })
    expect(text({ session })).toContain('given up')
  })
})

function podNames(session: Session): string[] {
  return [...(session.state.shown?.objects.keys() ?? [])].filter((key) => key.startsWith('/pods/default/')).sort()
}

describe('any text', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['five megabytes', 'a: b\n'.repeat(1_050_000)],
    ['nested brackets', '['.repeat(10_000)],
    ['an alias bomb', `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${`*${'abcdefgh'.charAt(at)},`.repeat(9)}]`).join('\n')}`],
    ['keys of prototypes', '__proto__: {polluted: true}\nconstructor: {prototype: {polluted: true}}'],
    ['binary', String.fromCharCode(...Array.from({ length: 4_000 }, (_, at) => (at * 7919) % 65_536))],
  ]
  it.each(texts)('is diagnosed within a second: %s', async (_, content) => {
    const page = await opened()
    page.session.edit('catalog.yaml', content)
    const before = performance.now()
    page.session.diagnose('catalog.yaml')
    await page.settle()
    expect(performance.now() - before).toBeLessThan(1_000)
    expect(page.said.some((message) => message.say === 'diagnosed')).toBe(true)
    expect(page.said.filter(({ say }) => say === 'failed')).toEqual([])
  })
})
