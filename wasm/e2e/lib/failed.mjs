// A reporter of Node's test runner: a line of JSON for each test of a file that failed, also for one of
// which a part failed, with its file and its name. A file that failed as a whole has no name.

export default async function* failed(events) {
  for await (const { type, data } of events) {
    if (type !== "test:fail" || data.nesting > 0) continue;
    const isFile = data.name === data.file || data.file?.endsWith(data.name);
    yield `${JSON.stringify(isFile ? { file: data.file ?? data.name } : { file: data.file, name: data.name })}\n`;
  }
}
