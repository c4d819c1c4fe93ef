/** What the page has noted of itself. Times are milliseconds since the navigation began. */
export interface Noted {
  /** When the editor was there; absent before. */
  readonly editor?: number;
  readonly firstPaint: number;
  /** Ends of tasks that kept the page from answering for 50 ms or longer. */
  readonly longTaskEnds: readonly number[];
  /** Bytes that came over the network, as they were compressed. */
  readonly bytes: number;
  /** Key presses: when the system gave them, and when the frame after them was there. */
  readonly keys: readonly { readonly pressed: number; readonly shown?: number }[];
  readonly now: number;
  /** When each answer was there. */
  readonly answers: readonly number[];
}

/** Runs in the page before its own scripts. An answer is told by its link, which names it. */
export const probe = `
  const noted = { longTaskEnds: [], keys: [], answers: [] };
  window.readNoted = () => ({
    ...noted,
    now: performance.now(),
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    bytes: [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
      .reduce((sum, { transferSize }) => sum + transferSize, 0),
  });
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) noted.longTaskEnds.push(startTime + duration);
  }).observe({ type: "longtask", buffered: true });
  const afterFrame = (then) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(undefined);
  });
  document.addEventListener("keydown", (event) => {
    const key = { pressed: event.timeStamp };
    noted.keys.push(key);
    afterFrame((now) => { key.shown = now; });
  }, { capture: true });
  let answer;
  new MutationObserver(() => {
    if (noted.editor === undefined && document.querySelector('[role="textbox"]')) {
      noted.editor = performance.now();
    }
    const link = document.querySelector('a[href^="/detections/"]')?.getAttribute("href");
    if (link === undefined || link === answer) return;
    answer = link;
    afterFrame((now) => noted.answers.push(now));
  }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["href"] });
`;
