import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const { LongPolling, ServerSentEvents } = HttpTransportType;

export function calls({ api }) {
  const session = async (transport, options) => {
    const connection = new HubConnectionBuilder()
      .withUrl(`${api}/hub`, { transport, ...options })
      .configureLogging(LogLevel.None)
      .build();
    await connection.start();
    const answer = await connection.invoke("Add", 1, 2);
    // The next poll has been sent by then; whether it would be at once is chance.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await connection.stop();
    return answer;
  };
  return {
    // A poll is under way while something else is sent.
    "a session by long polling, some of it at once": () => session(LongPolling),
    "a session by server-sent events, an EventSource": () => session(ServerSentEvents),
    "a session with a token and without credentials": () =>
      session(ServerSentEvents, { accessTokenFactory: () => "t", withCredentials: false, headers: { "X-Own": "1" } }),
  };
}
