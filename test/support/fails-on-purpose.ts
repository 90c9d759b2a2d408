// Only temporary-folder.test.ts runs this: `jest --bail` must meet a failure.
test('fails', () => {
  expect(1).toBe(2);
});
