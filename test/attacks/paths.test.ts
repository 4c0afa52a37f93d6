// Path traversal: addresses that climb out of what is served, and names that become names of files.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { openFile } from '../../src/cli/open-file.ts'
import type { App } from '../../src/platform/http/app.ts'
import { newId } from '../../src/platform/ids.ts'
import { createDiskMailer } from '../../src/platform/mail/disk-mailer.ts'
import { buildApp } from '../../src/shell/build-app.ts'
import { patientDoors } from '../support/doors.ts'
import { createTestMerchant, type TestMerchant } from '../support/merchant.ts'

let test: TestMerchant
let app: App
let folder: string

before(async () => {
  test = await createTestMerchant()
  app = buildApp(test.runtime, patientDoors)
  await app.fastify.listen({ port: 0, host: '127.0.0.1' })
  folder = await mkdtemp(join(tmpdir(), 'yidan-attack-'))
})
after(async () => {
  await app.fastify.close()
  await test.close()
  await rm(folder, { recursive: true })
})

/** The address goes out as it stands: a client's library would tidy it first. */
async function answerTo(address: string): Promise<string> {
  const { port } = app.fastify.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (bytes: Buffer) => chunks.push(bytes))
  socket.write(Buffer.from(`GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`, 'latin1'))
  await once(socket, 'close')
  return Buffer.concat(chunks).toString()
}

const climbs = [
  '..',
  '%2e%2e',
  '.%2e',
  '%252e%252e',
  '..%00',
  '..;',
  '....//..',
  '%c0%ae%c0%ae',
  '..%5c..',
  '..\\..',
  '%u002e%u002e',
]
const files = [
  'package.json',
  'src/main.ts',
  'etc/passwd',
  'proc/self/environ',
  'data/secrets/instance.key',
  '.env',
  '.git/config',
]

describe('an address', () => {
  it('that climbs leads to no file', async () => {
    for (const climb of climbs) {
      for (const file of files) {
        for (const base of ['', '/docs', '/docs/js', '/api/v1', '/openapi.json']) {
          const address = `${base}/${Array(4).fill(climb).join('/')}/${file}`
          const answer = await answerTo(address)
          assert.ok(!/"dependencies"|root:.*:0:0|DATABASE_URL|await startup|\[core\]/.test(answer), address)
          assert.match(answer, /^HTTP\/1\.1 (?:[34]\d\d|200) /, address)
          // The page of the reference may answer for its own folder, with itself.
          if (answer.startsWith('HTTP/1.1 200'))
            assert.match(answer, /text\/html|application\/json|javascript/, address)
        }
      }
    }
  })

  it('of another protocol or host is not fetched', async () => {
    for (const address of [
      'http://127.0.0.1:1/',
      'https://evil.example/',
      '//evil.example/',
      'file:///etc/passwd',
      '/docs//evil.example',
      '/\\evil.example',
    ]) {
      const answer = await answerTo(address)
      assert.ok(!/root:.*:0:0/.test(answer))
      assert.ok(
        !/^location: *(?:https?:)?\/\/evil|^location: *[/\\]{2}evil/im.test(answer),
        `${address} ${answer.slice(0, 300)}`,
      )
    }
  })
})

describe('the name of a kept mail', () => {
  it('is of its id alone: an id that is none is no file, and nothing of the mail is in the name', async () => {
    const kept: string[] = []
    const mailer = createDiskMailer({
      ...{ folder: join(folder, 'mail'), from: { name: 'Shop', address: 'shop@example.cn' }, clock: () => new Date() },
      onKept: (line) => kept.push(line),
    })
    const mail = {
      to: 'a@example.cn',
      subject: '../../subject',
      text: 'text',
      html: '<p>text</p>',
      language: 'en' as const,
    }
    for (const id of [
      '../../evil',
      '/tmp/evil',
      '..',
      '',
      'x/y',
      '\u0000',
      `${newId(new Date())}/../../evil`,
      'C:\\evil',
    ]) {
      await mailer.send({ ...mail, id }).catch(() => undefined)
    }
    const id = newId(new Date())
    await mailer.send({ ...mail, id })
    assert.deepEqual(await readdir(folder), ['mail'])
    assert.deepEqual(
      (await readdir(join(folder, 'mail'))).filter((name) => !/^\d{8}T\d{6}Z-[0-9a-f-]{36}\.eml$/.test(name)),
      [],
    )
    assert.ok((await readdir(join(folder, 'mail'))).some((name) => name.includes(id)))
  })
})

describe('a file of the command line', () => {
  const text = async (path: string) => (await Array.fromAsync(openFile(path))).map(String).join('')

  it('is the one that was named: no address is fetched, no command run, no pattern filled in', async () => {
    await writeFile(join(folder, 'a.csv'), 'a,b\n')
    assert.equal(await text(join(folder, 'a.csv')), 'a,b\n')
    for (const name of [
      'http://127.0.0.1:1/a.csv',
      `file://${folder}/a.csv`,
      `${folder}/*.csv`,
      `$(echo ${folder}/a.csv)`,
      `|cat ${folder}/a.csv`,
      `${folder}/a.csv\u0000.png`,
      folder,
    ]) {
      await assert.rejects(() => text(name), Error, name)
    }
  })
})
