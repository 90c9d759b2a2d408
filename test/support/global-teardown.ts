import { rmSync } from 'node:fs';
import { dirname } from 'node:path';

export default function tearDown(): void {
  const folder = process.env.TMPDIR!;
  rmSync(folder, { recursive: true, force: true });
  process.env.TMPDIR = dirname(folder); // for the next run in this process: mutation testing has thousands
}
