import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { before, describe, it } from 'node:test'
import { parse } from 'csv-parse/sync'

type Answer = { req_id: string; level: string; status: string; evidence: string; reason: string }

const root = new URL('../../', import.meta.url)

describe('the answers to the requirements of the ASVS', () => {
  let answers: Answer[]
  let required: string[]
  let summary: string
  before(async () => {
    answers = parse(await readFile(new URL('docs/asvs.csv', root)), { columns: true })
    required = (await readFile(new URL('requirements.txt', import.meta.url), 'utf8')).trim().split('\n')
    summary = await readFile(new URL('SECURITY.md', root), 'utf8')
  })
  const pathsOf = ({ evidence }: Answer) => evidence.split(' ').filter(Boolean)

  it('are one for each requirement of level 1 and 2, in their order', () => {
    assert.equal(required.length, 253)
    assert.deepEqual(
      answers.map(({ req_id, level }) => `${req_id} ${level}`),
      required,
    )
  })

  it('are done, open or not applicable, and those that are not done say why', () => {
    const legal = ['done', 'open', 'not applicable']
    const faulty = answers.filter(({ status, reason }) => {
      return !legal.includes(status) || (status !== 'done' && reason.length < 5)
    })
    assert.deepEqual(faulty, [])
  })

  it('name a test where they are done, or what it is by construction', () => {
    const unproved = answers.filter((answer) => {
      const paths = pathsOf(answer)
      const isShown = paths.some((path) => path.endsWith('.test.ts')) || answer.reason.includes('by construction')
      return answer.status === 'done' && (paths.length === 0 || !isShown)
    })
    assert.deepEqual(unproved, [])
  })

  it('name files that are there', () => {
    const isThere = (path: string) => existsSync(new URL(path, root))
    const missing = answers.flatMap(pathsOf).filter((path) => !isThere(path))
    assert.deepEqual(missing, [])
  })

  it('are counted by chapter in SECURITY.md as they stand here', () => {
    const chapters = Map.groupBy(answers, ({ req_id }) => req_id.split('.')[0] ?? '')
    for (const [chapter, its] of chapters) {
      const count = (status: string) => its.filter((answer) => answer.status === status).length
      const [, row = ''] = new RegExp(`^\\| ${chapter} ([^\\n]*)`, 'm').exec(summary) ?? []
      const counted = row.split('|').slice(1, 4).map(Number)
      assert.deepEqual(counted, ['done', 'open', 'not applicable'].map(count), chapter)
    }
  })
})
