import next from 'eslint-config-next'
import tseslint from 'typescript-eslint'
import { forbiddenInLib, layers } from './layers.mjs'

const homes = Object.keys(layers)
const tests = ['**/*.test.ts', '**/*.test.tsx', 'e2e/**', 'tests/**', 'bench/**', 'scripts/**']

/** One block per layer: everything of ours that is not in its row is refused. */
const layerRules = Object.entries(layers).map(([layer, may]) => ({
  files: [`${layer}/**/*.{ts,tsx}`],
  ignores: ['**/*.test.ts', '**/*.test.tsx'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...homes
            .filter((home) => home !== layer && !may.includes(home))
            .map((home) => ({ group: [`@/${home}/*`, `@/${home}/**`], message: `${layer} may not import ${home} (layers.mjs).` })),
          { group: ['../../../*'], message: 'Cross a layer with @/…, not with dots.' },
          ...(layer.startsWith('lib/') ? forbiddenInLib.modules.map((name) => ({ group: [name, `${name}/*`], message: `lib is pure: no ${name}.` })) : []),
        ],
      },
    ],
  },
}))

export default tseslint.config(
  { ignores: ['node_modules', '.next', '.next-*', '.cache', 'out', 'public', 'next-env.d.ts', '**/*.generated.ts', 'tests/oracle', 'tests/known-bad', 'playwright-report', 'test-results'] },
  ...next,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      complexity: ['error', { max: 12, variant: 'modified' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    },
  },
  ...layerRules,
  {
    files: ['lib/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-globals': ['error', ...forbiddenInLib.globals.map((name) => ({ name, message: 'lib is pure: pass it in.' }))],
      'no-restricted-properties': ['error', ...forbiddenInLib.members.map(([object, property]) => ({ object, property, message: 'lib is deterministic: a clock or a seed is an argument.' }))],
      'no-control-regex': 'off',
    },
  },
  { files: ['components/ui/**'], rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['@/lib/*', '@/lib/**', '@/content/**'], message: 'components/ui knows nothing of Kubernetes.' }] }] } },
  { files: tests, rules: { 'max-lines': 'off', complexity: 'off' } },
)
