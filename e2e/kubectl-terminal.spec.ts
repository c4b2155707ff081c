import { expect, test } from 'playwright/test'
import { answered, openBroken, parts, run, serviceOnMap } from './lesson-page'

test('get, describe, delete, scale and apply answer as kubectl does', async ({ page }) => {
  await openBroken(page)
  expect(await run(page, 'kubectl get services')).toMatch(/NAME\s+TYPE\s+CLUSTER-IP\s+EXTERNAL-IP\s+PORT\(S\)\s+AGE\s*\n?catalog\s+ClusterIP/)
  expect(await run(page, 'kubectl describe service catalog')).toMatch(/Selector:\s+app=catalogue/)
  expect(await run(page, 'kubectl scale deployment catalog --replicas=3')).toContain('deployment.apps/catalog scaled')
  await expect(parts.cluster(page).getByRole('button', { name: 'Deployment catalog, 3 of 3 ready' })).toBeVisible()
  expect(await run(page, 'kubectl delete service catalog')).toContain('service "catalog" deleted')
  await expect(serviceOnMap(page)).toHaveCount(0)
  expect(await run(page, 'kubectl apply -f catalog.yaml')).toContain('service/catalog created')
  await expect(serviceOnMap(page)).toHaveAccessibleName(/ClusterIP, 10\./)
})

test('a pipe to grep keeps the lines that match', async ({ page }) => {
  await openBroken(page)
  const text = await run(page, 'kubectl get service catalog -o yaml | grep targetPort')
  expect(text.trim().split('\n').at(-1)?.trim()).toBe('targetPort: web')
  expect(text).not.toContain('clusterIP')
})

test('errors have the words of kubectl', async ({ page }) => {
  await openBroken(page)
  expect(await run(page, 'kubectl get pod nobody')).toContain('Error from server (NotFound): pods "nobody" not found')
  expect(await run(page, 'kubectl get pots')).toContain(`error: the server doesn't have a resource type "pots"`)
  expect(await run(page, 'kubectl apply -f nowhere.yaml')).toContain('error: the path "nowhere.yaml" does not exist')
})

test('Tab completes, and what fits more than once is listed', async ({ page }) => {
  await openBroken(page)
  await run(page, 'kubectl get nodes')
  const prompt = parts.prompt(page)
  await prompt.fill('kubectl descr')
  await prompt.press('Tab')
  await expect(prompt).toHaveValue('kubectl describe ')
  await prompt.pressSequentially('service cat')
  await prompt.press('Tab')
  await expect(prompt).toHaveValue(/^kubectl describe service catalog ?$/)
  await prompt.fill('kubectl de')
  await prompt.press('Tab')
  await expect(page.getByRole('status').filter({ hasText: 'delete' })).toContainText('describe')
  await expect(prompt).toBeFocused()
})

test('the arrow keys bring earlier lines back', async ({ page }) => {
  await openBroken(page)
  await run(page, 'kubectl get nodes')
  await run(page, 'kubectl get pods')
  const prompt = parts.prompt(page)
  await prompt.press('ArrowUp')
  await expect(prompt).toHaveValue('kubectl get pods')
  await prompt.press('ArrowUp')
  await expect(prompt).toHaveValue('kubectl get nodes')
  await prompt.press('ArrowDown')
  await expect(prompt).toHaveValue('kubectl get pods')
})

test('what watches goes on until it is stopped', async ({ page }) => {
  await openBroken(page)
  await run(page, 'kubectl get nodes')
  const prompt = parts.prompt(page)
  await prompt.fill('kubectl get pods --watch')
  await prompt.press('Enter')
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect(parts.log(page)).toContainText('catalog-')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(prompt).toHaveAttribute('placeholder', 'kubectl get pods')
  expect(await run(page, 'kubectl get nodes -o name')).toContain('node/node-1')
})

test('kubectl edit opens the object here and takes what is saved', async ({ page }) => {
  await openBroken(page)
  const line = 'kubectl edit service catalog'
  await page.getByRole('tab', { name: 'Terminal' }).click()
  await expect(parts.prompt(page)).toHaveAttribute('placeholder', 'kubectl get pods')
  await parts.prompt(page).fill(line)
  await parts.prompt(page).press('Enter')
  const buffer = page.getByRole('region', { name: 'Terminal', exact: true }).getByRole('textbox', { name: /kubectl-edit|yaml/ })
  await expect(buffer).toBeFocused()
  await expect(buffer).toHaveValue(/app: catalogue/)
  await buffer.fill((await buffer.inputValue()).replace('app: catalogue', 'app: catalog').replace('targetPort: web', 'targetPort: http'))
  await page.getByRole('button', { name: 'Save and close' }).click()
  expect(await answered(page, line)).toContain('service/catalog edited')
  await expect(serviceOnMap(page)).toHaveAccessibleName(/endpoints ✓ 1 ready$/)
})
