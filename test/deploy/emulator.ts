import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { Agent, get } from 'node:https';
import { AddressInfo, createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Account } from './account';
import { Failure, removeFolder, run, start, stop, temporaryFolder } from './teardown';

const ACCOUNT = '123456789012';
const REGION = 'eu-west-1';
/** The emulator's root identity. It knows other keys only if it issued them. */
const ROOT = { accessKeyId: 'AKIAROOTROOTROOTROOT', secretAccessKey: 'root-secret' };
const REQUIREMENTS = join(__dirname, 'requirements.txt');
const SECONDS_TO_START = 60;

/** An AWS account that exists until `stop()`, or until this process ends. */
export interface Emulator extends Account {
  stop(): void;
}

export async function startEmulator(): Promise<Emulator> {
  const folder = temporaryFolder();
  const { certificate, key } = await certificateIn(folder);
  const python = await installed();
  const port = Number(process.env.EMULATOR_PORT ?? await freePort());
  const credentials = { AWS_ACCESS_KEY_ID: ROOT.accessKeyId, AWS_SECRET_ACCESS_KEY: ROOT.secretAccessKey };

  // nothing of the caller's environment: no credentials, no Docker, no state of another emulator
  const server = start(python, [join(__dirname, 'emulator.py')], {
    ...credentials,
    PATH: process.env.PATH,
    HOME: folder,
    TMPDIR: folder,
    AUTH: 'true', // policies decide
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    IOT_MTLS_ENABLED: '0', // a port of its own
    LOG_LEVEL: 'WARNING',
    MINISTACK_ACCOUNT_ID: ACCOUNT,
    MINISTACK_REGION: REGION,
    MINISTACK_SSL_CERT: certificate,
    MINISTACK_SSL_KEY: key,
    USE_SSL: '1', // the bucket policy of `cdk bootstrap` denies anything else
  }, folder);
  let log = '';
  server.stdout!.on('data', (data) => log += data);
  server.stderr!.on('data', (data) => log += data);

  const endpoint = `https://127.0.0.1:${port}`;
  const ca = readFileSync(certificate);
  for (const end = Date.now() + SECONDS_TO_START * 1000; !await isHealthy(endpoint, ca); await wait(50)) {
    if (/already in use/i.test(log)) {
      throw new Failure(`port ${port} is taken; set EMULATOR_PORT to a free one, or unset it to have one found`);
    }
    if (server.exitCode !== null || Date.now() > end) {
      throw new Failure(`the emulator did not start on port ${port} within ${SECONDS_TO_START} seconds: ${lastLine(log)}`);
    }
  }
  return {
    id: ACCOUNT,
    region: REGION,
    sdk: { endpoint, region: REGION, credentials: ROOT, requestHandler: { httpsAgent: new Agent({ ca }) }, maxAttempts: 1 },
    environment: {
      ...credentials,
      PATH: process.env.PATH,
      HOME: folder,
      TMPDIR: folder,
      CDK_HOME: folder, // the CLI remembers there which key belongs to which account
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: REGION,
      AWS_CA_BUNDLE: certificate,
      NODE_EXTRA_CA_CERTS: certificate,
    },
    stop: () => {
      stop(server);
      removeFolder(folder);
    },
  };
}

/** The Python of a virtual environment with the emulator, made once for these requirements and this Python. */
async function installed(): Promise<string> {
  const { code, output } = await run('python3', ['-c', 'import sys; print(sys.version, sys.prefix); sys.exit(sys.version_info < (3, 10))']);
  if (code !== 0) {
    throw new Failure(`python3 has to be Python 3.10 or newer; got ${output.split(' ')[0]}`);
  }
  const cache = resolve(process.env.EMULATOR_CACHE ?? join(__dirname, '../../node_modules/.cache'));
  const folder = join(cache, `emulator-${createHash('sha256').update(output).update(readFileSync(REQUIREMENTS)).digest('hex').slice(0, 12)}`);
  const python = join(folder, 'bin/python');
  if (!existsSync(python)) {
    console.error('Installing the emulator from PyPI, once ...');
    mkdirSync(cache, { recursive: true });
    // in a temporary folder first: an installation that was interrupted must not be taken for a whole one
    const unfinished = temporaryFolder(cache);
    renameSync(await install(unfinished), folder);
    removeFolder(unfinished);
  }
  return python;
}

async function install(folder: string): Promise<string> {
  const environment = { ...process.env, TMPDIR: folder };
  const venv = join(folder, 'venv');
  const made = await run('python3', ['-m', 'venv', venv], environment);
  if (made.code !== 0) {
    throw new Failure(`python3 cannot make a virtual environment (Debian and Ubuntu: apt install python3-venv): ${lastLine(made.output)}`);
  }
  const { code, output } = await run(join(venv, 'bin/python'), [
    '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input', '--no-deps', '--only-binary', ':all:', '--require-hashes', '-r', REQUIREMENTS,
  ], environment);
  if (code !== 0) {
    throw new Failure(`the emulator could not be installed from PyPI, which has to be reachable once: ${lastLine(output)}`);
  }
  return venv;
}

async function certificateIn(folder: string): Promise<{ certificate: string; key: string }> {
  const certificate = join(folder, 'certificate.pem');
  const key = join(folder, 'key.pem');
  const { code, output } = await run('openssl', [
    'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1',
    '-keyout', key, '-out', certificate,
  ]);
  if (code !== 0) {
    throw new Failure(`openssl cannot make a certificate: ${lastLine(output)}`);
  }
  return { certificate, key };
}

async function freePort(): Promise<number> {
  return new Promise((resolvePort) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolvePort(port));
    });
  });
}

/** Nobody else answers with our certificate, or in time. */
async function isHealthy(endpoint: string, ca: Buffer): Promise<boolean> {
  return new Promise((answer) => {
    const request = get(`${endpoint}/_ministack/health`, { ca, timeout: 1000 }, (response) => {
      response.resume();
      answer(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy()).on('error', () => answer(false));
  });
}

const lastLine = (output: string) => output.trim().split('\n').at(-1) || 'it said nothing';
