import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { FileBroken, fieldsOf, readCsv } from './read-csv.ts'

async function* inPortions(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string | Buffer, size = 1_000_000) {
  const records = []
  for await (const portion of readCsv(inPortions(Buffer.from(text), size))) records.push(...portion)
  return records
}

const fields = async (text: string | Buffer) => (await read(text)).map((record) => record.fields)

describe('CSV', () => {
  const cases: [what: string, text: string, records: string[][]][] = [
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'without a newline at the end',
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,"2"\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['a comma in quotes', 'a,"b, c",d', [['a', 'b, c', 'd']]],
    ['quotes in quotes', '"a ""b""","""",c', [['a "b"', '"', 'c']]],
    [
      'a newline in quotes',
      '"a\nb",c\nd,e',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['empty fields', ',,""\n', [['', '', '']]],
    ['an empty field at the end', 'a,', [['a', '']]],
    ['a line without anything', 'a\n\nb', [['a'], [''], ['b']]],
    ['a carriage return within a field', 'a\rb,c', [['a\rb', 'c']]],
    ['a byte order mark', '\uFEFFa,b', [['a', 'b']]],
    ['other scripts', '"£5 卷",é', [['£5 卷', 'é']]],
    ['nothing', '', []],
    ['quotes at the very end', 'a,"b"', [['a', 'b']]],
  ]
  for (const [what, text, records] of cases) {
    it(`reads ${what}, however it is cut into portions`, async () => {
      for (let size = 1; size <= Buffer.byteLength(text) + 1; size++) {
        assert.deepEqual(
          (await read(text, size)).map((record) => record.fields),
          records,
          `portions of ${size}`,
        )
      }
    })
  }

  it('says on which line a record begins, and gives its text', async () => {
    const records = await read('a,b\n"1\n2",3\r\nc,d\n', 3)
    assert.deepEqual(
      records.map(({ line, text }) => [line, text]),
      [
        [1, 'a,b'],
        [2, '"1\n2",3'],
        [4, 'c,d'],
      ],
    )
    assert.deepEqual(fieldsOf('"1\n2",3'), ['1\n2', '3'])
  })

  it('says where a quote is never closed', async () => {
    await assert.rejects(read('a,b\nc,"d\n'), { name: 'FileBroken', message: /cut off.*line 2/ })
    await assert.rejects(read(`a\n"${'x'.repeat(1_200_000)}`, 65_536), { name: 'FileBroken', message: /line 2/ })
  })

  it('says where a quote stands that may not', async () => {
    await assert.rejects(read('a\nb"c,d'), { message: /line 2.*not quoted/ })
    await assert.rejects(read('a\n"b"c,d'), { message: /line 2.*behind a closing quote/ })
  })

  it('says in which line bytes are no text, however it is cut into portions', async () => {
    const head = 'a,b\n£1,£2\n"€\n5",6\n'
    const cases: [bytes: number[], line: number][] = [
      [[0x61, 0xa3, 0x35, 0x0a, 0x62], 5],
      [[0xe2, 0x82, 0x0a, 0x62], 5],
      [[0x61, 0x0a, 0xe2, 0x62, 0x0a], 6],
      [[0x61, 0x0a, 0x62, 0xe2, 0x82], 6],
      [[0x61, 0x0a, 0x0a, 0x00, 0x0a], 7],
    ]
    for (const [bytes, line] of cases) {
      const file = Buffer.concat([Buffer.from(head), Buffer.from(bytes)])
      for (let size = 1; size <= file.length; size++) {
        await assert.rejects(read(file, size), { message: new RegExp(`in line ${line}$`) }, `portions of ${size}`)
      }
    }
  })

  it('refuses what is not UTF-8', async () => {
    await assert.rejects(read(Buffer.from([0x61, 0x0a, 0xa3, 0x35])), FileBroken)
    await assert.rejects(read(Buffer.from('a,£').subarray(0, 3)), FileBroken)
    await assert.rejects(read('a,\0'), FileBroken)
    assert.deepEqual(await fields('a,£'), [['a', '£']])
  })
})
