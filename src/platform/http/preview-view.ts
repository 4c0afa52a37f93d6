import { z } from 'zod'

const number = z.union([z.int(), z.string(), z.null(), z.record(z.string(), z.int())])

/** What a writing operation answers with `?preview=true`. */
export const previewView = z
  .object({
    preview: z.literal(true),
    status: z.int().describe('what it would answer with'),
    answer: z.unknown().describe('what it would answer; ids in it will be others'),
    effects: z
      .array(z.object({ type: z.string(), count: z.int() }))
      .describe('what would be told of it, by the type of event'),
    numbers: z
      .record(z.string(), number)
      .describe(
        'what it would come to: objects by their kind, and what else is known; amounts in minor units by currency',
      ),
  })
  .meta({ id: 'Preview', description: 'What would happen, of which nothing did' })
