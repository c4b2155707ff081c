import { beforeAll, describe, expect, it } from 'vitest'
import { exercises } from '@/content/exercises'
import { figures } from '@/content/figures'
import { glossary } from '@/content/glossary'
import type { Cluster } from '@/lib/cluster/cluster'
import { createCluster } from '@/lib/cluster/create-cluster'
import { settle } from '@/lib/cluster/settle'
import { prepareCluster, runSubmission } from '@/lib/grade/run-submission'
import { objectsOfResource } from '@/lib/grade/observe'
import type { Deployment } from '@/lib/kube/apps/v1.generated'
import { runKubectl } from '@/lib/kubectl/run'
import { parseManifests } from '@/lib/yaml/parse-manifests'
import { proseOf, readLessons, type LessonSource } from './lesson-source'

const hosts = ['kubernetes.io', 'gateway-api.sigs.k8s.io']
const lessons = readLessons().map((lesson) => [lesson.id, lesson] as const)
const idsOf = (text: string, component: string) => [...text.matchAll(new RegExp(`<${component} id="([^"]*)"`, 'g'))].map(([, id = '']) => id)
const fencesOf = ({ fences }: LessonSource, language: string) => fences.filter((fence) => fence.language === language).map(({ code }) => code)
const commandsOf = (lesson: LessonSource) => fencesOf(lesson, 'kubectl').flatMap((code) => code.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#')))
const wordsOf = (text: string) => proseOf(text.replace(/<Quiz[\s\S]*?<\/Quiz>/g, '')).match(/[A-Za-z0-9][\w'’.-]*/g)?.length ?? 0

/** The clusters that a lesson's terminal may stand on: each of its exercises untouched, and solved. */
async function terminalsOf({ header }: LessonSource): Promise<readonly Cluster[]> {
  const clusters = header.exercises.map(async (id) => {
    const exercise = await exercises[id]?.load()
    if (exercise === undefined) throw new Error(`no exercise ${id}`)
    const start = prepareCluster(exercise)
    const steps = Object.entries(exercise.solution).map(([file, text]) => ({ do: 'apply' as const, file, text }))
    return [start, runSubmission(start, { steps, files: {} }).end]
  })
  return (await Promise.all(clusters)).flat()
}

describe.each(lessons)('%s', (id, lesson) => {
  const { header, text } = lesson

  it('has its exercises in the order of the front matter, a figure, a quiz, and what every lesson has', () => {
    expect(idsOf(text, 'Exercise')).toEqual(header.exercises)
    expect(idsOf(text, 'Figure').length).toBeGreaterThan(0)
    expect(idsOf(text, 'Figure').filter((figure) => !(figure in figures) || !figure.startsWith(`${id}/`))).toEqual([])
    expect(idsOf(text, 'Quiz').every((quiz) => quiz.startsWith(`${id}/`))).toBe(true)
    for (const part of ['<InProduction>', '<Exact>', '<Links>', '<Quiz ']) expect(text).toContain(part)
  })

  it('explains words that the glossary has, and each once', () => {
    const terms = idsOf(text, 'Term')
    expect(terms.length).toBeGreaterThan(0)
    expect(terms.filter((term) => !glossary.some((entry) => entry.id === term))).toEqual([])
    expect(terms.filter((term, at) => terms.indexOf(term) !== at)).toEqual([])
  })

  it('is 600 to 1,100 words long, its quiz aside', () => {
    expect(wordsOf(text)).toBeGreaterThanOrEqual(600)
    expect(wordsOf(text)).toBeLessThanOrEqual(1100)
  })

  it('asks two or three questions, each with one right option and a reason for every one', () => {
    const questions = text.match(/<Question ask="[\s\S]*?<\/Question>/g) ?? []
    expect([2, 3]).toContain(questions.length)
    for (const question of questions) {
      const options = question.match(/<Option [^>]*>/g) ?? []
      expect(options.length).toBeGreaterThanOrEqual(2)
      expect(options.filter((option) => option.startsWith('<Option right '))).toHaveLength(1)
      expect(options.every((option) => /why="[^"]{20,}"/.test(option))).toBe(true)
    }
  })

  it('offers no answer that is a link: whoever clicks it would leave the page', () => {
    const offered = [...text.matchAll(/<Option[^>]*>([^<]*)<\/Option>/g)].map(([, option = '']) => option.replace(/`[^`]*`/g, ''))
    expect(offered.filter((option) => /https?:\/\/|www\.|\]\(/.test(option))).toEqual([])
  })

  it('links to the official documentation', () => {
    const links = [...text.matchAll(/\]\((https?:[^)]*)\)/g)].map(([, url = '']) => new URL(url))
    expect(links.length).toBeGreaterThan(0)
    for (const { protocol, hostname, pathname, search } of links) {
      expect([protocol, hosts.includes(hostname), search]).toEqual(['https:', true, ''])
      expect(pathname).toMatch(hostname === 'kubernetes.io' ? /^\/docs\/([a-z0-9-]+\/)+([a-z_]+\/)*$/ : /^\/([a-z0-9-]+\/)+$/)
    }
  })

  it.each(fencesOf(lesson, 'yaml').map((code, at) => [at + 1, code] as const))('its manifest %i is accepted, and what it makes comes up', (_, code) => {
    const parsed = parseManifests(code, 'shown.yaml')
    expect(parsed.diagnostics).toEqual([])
    if (!/^apiVersion:/m.test(code)) return
    const run = runKubectl(settle(createCluster({ seed: 1 }), 60_000), 'apply -f shown.yaml', { files: { 'shown.yaml': code } })
    expect([run.exitCode, run.stderr]).toEqual([0, ''])
    const settled = settle(run.cluster, 120_000)
    for (const object of objectsOfResource(settled, 'apps', 'deployments', 'default')) {
      const { spec, status } = object as Deployment
      expect(status?.availableReplicas).toBe(spec.replicas)
    }
  })

  describe.runIf(commandsOf(lesson).length > 0)('its commands', () => {
    let terminals: readonly Cluster[] = []
    beforeAll(async () => {
      terminals = await terminalsOf(lesson)
    })

    it.each(commandsOf(lesson))('%s answers', (line) => {
      const runs = terminals.map((cluster) => runKubectl(cluster, line.replace(/^kubectl /, ''), { files: {} }))
      expect(runs.some(({ exitCode, stdout }) => exitCode === 0 && stdout !== '')).toBe(true)
    })
  })
})
