/** One event of a stream, its data read as JSON. */
export interface ReadEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** All events of an answer that is over. */
export async function readEvents(response: Response): Promise<readonly ReadEvent[]> {
  const blocks = (await response.text()).split("\n\n").filter((block) => block.startsWith("event: "));
  return blocks.map((block) => {
    const [, type, data] = /^event: (\w+)\ndata: (.*)$/.exec(block)!;
    return { type: type!, data: JSON.parse(data!) as ReadEvent["data"] };
  });
}
