import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createProgressBar, progressText } from './progress-bar.ts'

test('tells share, rate and time left', () => {
  assert.equal(
    progressText(220_282, 489_549, { elapsedMs: 23_434 }),
    '[#############·················] 44 %  220,282 of 489,549  9,400/s  29 s left',
  )
  assert.match(progressText(1, 489_549, { elapsedMs: 1000 }), /0 % {2}1 of 489,549 {2}1\/s {2}8160 min left$/)
  assert.match(progressText(10, 10, { elapsedMs: 1000 }), /\[#{30}\] 100 % {2}10 of 10 {2}10\/s$/)
  assert.match(progressText(0, 10, { elapsedMs: 0 }), /0 % {2}0 of 10 {2}0\/s$/)
  assert.match(progressText(0, 0, { elapsedMs: 0 }), /100 % {2}0 of 0/)
})

test('after a resume, tells the rate of this run only', () => {
  const text = (done: number, earlier: number) => progressText(done, 200_000, { elapsedMs: 1000, earlier })
  assert.match(text(161_077, 161_077), /80 % {2}161,077 of 200,000 {2}0\/s$/)
  assert.match(text(162_000, 161_000), /81 % {2}162,000 of 200,000 {2}1,000\/s {2}38 s left$/)
  assert.match(text(100, 161_077), /0\/s$/)
})

function draw(isTerminal: boolean, steps: readonly [ms: number, done: number][]): string[] {
  const written: string[] = []
  let nowMs = 0
  const bar = createProgressBar('importing', 100, {
    isTerminal,
    write: (text) => written.push(text),
    nowMs: () => nowMs,
  })
  for (const [ms, done] of steps) {
    nowMs = ms
    bar.show(done)
  }
  bar.end()
  return written
}

test('is drawn over itself on a terminal, not more often than one can see', () => {
  const written = draw(true, [
    [0, 1],
    [100, 2],
    [250, 3],
    [300, 100],
  ])
  assert.equal(written.length, 3)
  assert.ok(written.every((text) => text.startsWith('\rimporting [')))
  assert.match(written[2] ?? '', /100 %.*\n$/)
})

test('is a line at each tenth elsewhere', () => {
  const written = draw(false, [
    [1, 5],
    [2, 12],
    [3, 19],
    [4, 45],
    [5, 100],
  ])
  assert.deepEqual(
    written.map((text) => /(\d+) %.*\n$/.exec(text)?.[1]),
    ['12', '45', '100'],
  )
})
