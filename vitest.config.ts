import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  plugins: [
    {
      name: 'text-modules',
      enforce: 'pre',
      async load(id) {
        return /\.(yaml|conf)$/.test(id) ? `export default ${JSON.stringify(await readFile(id, 'utf8'))}` : undefined
      },
    },
  ],
  test: { include: ['{lib,content,components,scripts,tests,bench}/**/*.test.{ts,tsx}'], testTimeout: 30_000 },
})
