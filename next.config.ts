import createMDX from '@next/mdx'
import type { NextConfig } from 'next'
import { fileURLToPath } from 'node:url'

const codeTitle = fileURLToPath(new URL('scripts/mdx/code-title.mjs', import.meta.url))
const keepTogether = fileURLToPath(new URL('scripts/mdx/keep-together.mjs', import.meta.url))

/** Turbopack wants plugins by name or path, with options that are plain data. */
const withMDX = createMDX({
  options: { remarkPlugins: ['remark-frontmatter', ['remark-mdx-frontmatter', { name: 'frontmatter' }], 'remark-gfm', codeTitle, keepTogether] },
})

const config: NextConfig = {
  distDir: process.env['NEXT_DIST_DIR'] ?? '.next',
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  pageExtensions: ['ts', 'tsx'],
  /** `npm test` checks types over the whole project; a learner who starts the course need not wait for it again. */
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: fileURLToPath(new URL('.', import.meta.url)),
    rules: { '*.yaml': { type: 'text' }, '*.conf': { type: 'text' } },
  },
}

export default withMDX(config)
