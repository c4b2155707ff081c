import { descriptions, loadDescriptions } from '#field-descriptions'
import { fetchStructure } from '@/components/session/api-structure'
import { completeManifest } from '@/lib/session/language/complete-manifest'
import { formatManifest } from '@/lib/session/language/format-manifest'
import { hoverManifest } from '@/lib/session/language/hover-manifest'
import { quickFixes } from '@/lib/session/language/quick-fix'
import type { LanguageAnswer, LanguageQuestion } from './language-messages'

const structure = fetchStructure()

async function answerTo(question: LanguageQuestion) {
  await structure
  switch (question.ask) {
    case 'complete':
      return completeManifest(question.text, question.offset)
    case 'hover':
      // The documentation texts are the larger part; they come with the first hover.
      await loadDescriptions()
      return hoverManifest(question.text, question.offset, descriptions())
    case 'fixes':
      return question.diagnostics.map((diagnostic) => quickFixes(question.text, diagnostic))
    case 'format':
      return formatManifest(question.text)
  }
}

self.addEventListener('message', (event: MessageEvent<LanguageQuestion>) => {
  const { ticket } = event.data
  answerTo(event.data).then(
    (answer) => self.postMessage({ ticket, answer } satisfies LanguageAnswer),
    (reason: unknown) => self.postMessage({ ticket, failed: String(reason) } satisfies LanguageAnswer),
  )
})
