import { expect, type Locator, type Page } from 'playwright/test'

/** The parts of a lesson's page, by the names that assistive technology reads. */
export const parts = {
  prose: (page: Page): Locator => page.getByRole('main'),
  cluster: (page: Page): Locator => page.getByRole('region', { name: 'Practice cluster' }).first(),
  editor: (page: Page): Locator => page.getByRole('region', { name: 'Editor' }),
  side: (page: Page): Locator => page.getByRole('region', { name: 'Terminal, grade and events' }),
  field: (page: Page): Locator => parts.editor(page).getByRole('textbox'),
  grade: (page: Page): Locator => page.getByRole('region', { name: 'Grade', exact: true }),
  log: (page: Page): Locator => page.getByRole('log', { name: 'Output' }),
  prompt: (page: Page): Locator => page.getByRole('textbox', { name: 'kubectl line' }),
  time: (page: Page): Locator => page.getByRole('slider', { name: 'Time' }),
}

/** A right answer to services/empty-endpoints. */
export const repaired = `apiVersion: v1
kind: Service
metadata:
  name: catalog
spec:
  selector:
    app: catalog
  ports:
  - port: 80
    targetPort: http
`

/** Opens a lesson of module 1 in one of the two editors and waits for its cluster. On a phone the cluster is not in sight. */
export async function openLesson(page: Page, lesson: string, editor: 'plain' | 'code' = 'plain'): Promise<void> {
  await openLessonAt(page, `/services/${lesson}`, editor)
}

/** The same for a lesson of any module, by its path. */
export async function openLessonAt(page: Page, path: string, editor: 'plain' | 'code' = 'plain'): Promise<void> {
  await page.addInitScript((choice) => localStorage.setItem('desired-state/editor', choice), editor)
  await page.goto(path)
  await expect(parts.cluster(page).getByRole('group', { name: 'Cluster map, Traffic' })).toBeVisible({ timeout: 20_000 })
}

/** Opens the lesson with the broken Service `catalog`, and waits until its first request has failed. */
export async function openBroken(page: Page, editor: 'plain' | 'code' = 'plain'): Promise<void> {
  await openLesson(page, 'clusterip-architecture', editor)
  await expect(serviceOnMap(page)).toHaveAccessibleName(/endpoints 0$/)
}

/** The Service `catalog` as the map draws it. */
export function serviceOnMap(page: Page): Locator {
  return parts.cluster(page).getByRole('button', { name: /^Service catalog,/ })
}

/** Replaces the open file's text in the plain editor. */
export async function write(page: Page, text: string): Promise<void> {
  await parts.field(page).fill(text)
}

/** Runs a line in the terminal and waits until it has ended. Gives the text that stands in the log from that line on. */
export async function run(page: Page, line: string): Promise<string> {
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await expect(parts.prompt(page)).toHaveAttribute('placeholder', 'kubectl get pods')
  await parts.prompt(page).fill(line)
  await parts.prompt(page).press('Enter')
  return answered(page, line)
}

/** The answer to the line that was run last, once it is complete. */
export async function answered(page: Page, line: string): Promise<string> {
  const answer = async (): Promise<string> => {
    const text = (await parts.log(page).textContent()) ?? ''
    const at = text.lastIndexOf(`$ ${line}`)
    return at < 0 ? '' : text.slice(at + line.length + 2)
  }
  await expect(parts.log(page)).toContainText(`$ ${line}`)
  await expect(parts.prompt(page)).toHaveAttribute('placeholder', 'kubectl get pods')
  return answer()
}

/** Grades with the keyboard and waits for the verdict's announcement. */
export async function grade(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+Enter')
  const said = parts.grade(page).getByRole('status')
  await expect(said).toHaveText(/checks hold/)
  return said
}

/** Collects what the page itself got wrong: uncaught errors, and errors on the console. */
export function errorsOf(page: Page): string[] {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  return errors
}
