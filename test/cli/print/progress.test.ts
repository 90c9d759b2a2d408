import { Progress } from '../../../cli/print/progress';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test('what takes less than a second says nothing', () => {
  const shown = terminal(true);
  const progress = new Progress(shown);
  jest.advanceTimersByTime(999);
  progress.say('reading');
  progress.end();
  expect(shown.written).toEqual([]);
});

test('what takes longer has one line, which is gone in the end', () => {
  const shown = terminal(true);
  const progress = new Progress(shown);
  jest.advanceTimersByTime(1000);
  progress.say('reading');
  progress.say('too soon after that');
  jest.advanceTimersByTime(100);
  progress.say('joining');
  progress.end();
  expect(shown.written).toEqual(['\r\u001b[Kreading ...', '\r\u001b[Kjoining ...', '\r\u001b[K']);
});

test('a file or a pipe has none', () => {
  const shown = terminal(false);
  const progress = new Progress(shown);
  jest.advanceTimersByTime(5000);
  progress.say('reading');
  progress.end();
  expect(shown.written).toEqual([]);
});
