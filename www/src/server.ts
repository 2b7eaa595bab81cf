// The page's line to its own server: the origins, policies, and the log of what was received.

import type { LogEntry, Origins, Policy } from "./types.ts";

/** How long the log may take to catch up, in milliseconds. */
const PATIENCE = 10_000;

/** After a beacon, how long nothing may arrive before its exchange counts as finished, in milliseconds. */
const QUIET = 400;

/** The browser's own, taken before the wrapper is installed: these calls are not part of the demo. */
const ownFetch = globalThis.fetch.bind(globalThis);

export class Server {
  readonly origins: Origins;
  /** Called with each entry as it arrives. */
  onEntry: (entry: LogEntry) => void = () => {};
  #stream: EventSource;
  #entries = new Map<string, LogEntry[]>();
  #marks = new Set<number>();
  #lost: string | undefined;
  #wake: () => void = () => {};

  private constructor(origins: Origins, stream: EventSource) {
    this.origins = origins;
    this.#stream = stream;
    stream.addEventListener("message", ({ data }: MessageEvent<string>) => this.#receive(JSON.parse(data) as LogEntry));
    stream.addEventListener("mark", ({ data }: MessageEvent<string>) => {
      this.#marks.add(Number(data));
      this.#wake();
    });
    stream.addEventListener("lost", ({ data }: MessageEvent<string>) => {
      this.#lost = data;
    });
  }

  /** Reads the configuration and opens the log. */
  static async connect(): Promise<Server> {
    const answer = await ownFetch("/__demo/config.json");
    if (!answer.ok) {
      throw new Error(
        `/__demo/config.json was answered with ${answer.status}: is this page served by "cargo xtask demo"?`,
      );
    }
    const config = (await answer.json()) as Omit<Origins, "page">;
    const stream = new EventSource("/__demo/log");
    await new Promise<void>((opened, failed) => {
      stream.addEventListener("open", () => opened(), { once: true });
      stream.addEventListener(
        "error",
        () => failed(new Error("The log of the server can't be read; reload the page.")),
        {
          once: true,
        },
      );
    });
    return new Server({ page: location.origin, ...config }, stream);
  }

  /** Stores what the server will answer below a lab path. */
  async setPolicy(id: string, policy: Policy): Promise<void> {
    const answer = await ownFetch(`/__demo/policy/${id}`, { method: "PUT", body: JSON.stringify(policy) });
    if (!answer.ok) {
      throw new Error(await answer.text());
    }
  }

  /** Waits until all that the server answered so far is in the log. */
  async catchUp(): Promise<void> {
    const answer = await ownFetch("/__demo/log/mark", { method: "POST" });
    const { mark } = (await answer.json()) as { mark: number };
    const end = performance.now() + PATIENCE;
    while (!this.#marks.has(mark)) {
      if (this.#stream.readyState === EventSource.CLOSED || performance.now() > end) {
        throw new Error("The log of the server has ended; reload the page.");
      }
      await this.#next(end - performance.now());
    }
    this.#marks.delete(mark);
    if (this.#lost !== undefined) {
      throw new Error(`A part of the log was lost (${this.#lost}); reload the page.`);
    }
  }

  /** Waits for what was sent without telling the page: until something came, and then nothing more for a while. */
  async settle(id: string): Promise<void> {
    const end = performance.now() + PATIENCE / 2;
    const count = () => this.#entries.get(id)?.length ?? 0;
    let seen = -1;
    while (performance.now() < end && (count() === 0 || count() !== seen)) {
      seen = count();
      await new Promise((resume) => setTimeout(resume, QUIET));
    }
  }

  /** Hands out what was received for an id since the last call, in order of arrival. */
  claim(id: string): LogEntry[] {
    const entries = this.#entries.get(id) ?? [];
    this.#entries.delete(id);
    return entries.sort((a, b) => a.seq - b.seq);
  }

  #receive(entry: LogEntry): void {
    if (entry.id !== null) {
      this.#entries.set(entry.id, [...(this.#entries.get(entry.id) ?? []), entry]);
    }
    this.onEntry(entry);
    this.#wake();
  }

  #next(limit: number): Promise<void> {
    return new Promise((resume) => {
      this.#wake = resume;
      setTimeout(resume, Math.min(limit, 250));
    });
  }
}
