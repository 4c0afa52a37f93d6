import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findSegments, findSqlSegments } from './segments.ts'

const cases: { name: string; text: string; found: string[] }[] = [
  { name: 'line and block comments', text: 'a // x\nb /* y\n z */ c', found: ['comment:// x', 'comment:/* y\n z */'] },
  { name: 'strings with escapes', text: `'a\\'b' + "c//d"`, found: ["string:a\\'b", 'string:c//d'] },
  { name: 'a quote that does not end on its line', text: `<p>don't</p>\n'a'`, found: ['string:a'] },
  { name: 'a template', text: '`a // b`', found: ['template:a // b'] },
  { name: 'holes', text: hole('`a#{b}c#{d}e`'), found: ['template:a', 'template:c', 'template:e'] },
  {
    name: 'holes with braces and templates in them',
    text: hole('`a#{f({ x: `b#{"}"}c` })}d` // e'),
    found: ['template:a', 'template:b', 'string:}', 'template:c', 'template:d', 'comment:// e'],
  },
  { name: 'escapes in a template', text: '`a\\`b\\${c`', found: ['template:a\\`b\\${c'] },
  { name: 'a dollar that opens no hole', text: '`$1::uuid[]`', found: ['template:$1::uuid[]'] },
  { name: 'a regex after an operator', text: `x = /a'[/"]b/g`, found: [`regex:a'[/"]b`] },
  { name: 'a regex after return and =>', text: `return /'/\n() => /"/`, found: ["regex:'", 'regex:"'] },
  { name: 'divisions', text: `a / b / c; (a) / 2 / 'x'`, found: ['string:x'] },
  { name: 'a closing tag', text: `<b>x</b> 'y'`, found: ['string:y'] },
  { name: 'a regex with an escaped slash', text: `f(/https:\\/\\/x/)`, found: ['regex:https:\\/\\/x'] },
]

for (const { name, text, found } of cases) {
  test(`segments: ${name}`, () => {
    assert.deepEqual(show(text, findSegments(text)), found)
  })
}

test('segments of SQL: comments, quoted and dollar-quoted texts', () => {
  const text = `-- a\nselect 'it''s -- b' /* c */ $f$ -- 'd' $f$`
  assert.deepEqual(show(text, findSqlSegments(text)), [
    'comment:-- a',
    "string:it''s -- b",
    'comment:/* c */',
    "string: -- 'd' ",
  ])
})

function show(text: string, segments: ReturnType<typeof findSegments>): string[] {
  return segments.map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)
}

/** Writes `#{` for the opening of a hole, which the linter takes for a mistake in a string. */
function hole(text: string): string {
  return text.replaceAll('#', '$')
}
