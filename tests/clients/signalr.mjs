import { HttpTransportType, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";

const { LongPolling, ServerSentEvents } = HttpTransportType;

export function calls({ api }) {
  const session = async (transport, { pause = 0, ...options } = {}) => {
    const connection = new HubConnectionBuilder()
      .withUrl(`${api}/hub`, { transport, ...options })
      .configureLogging(LogLevel.None)
      .build();
    await connection.start();
    const answer = await connection.invoke("Add", 1, 2);
    await new Promise((resolve) => setTimeout(resolve, pause));
    await connection.stop();
    return answer;
  };
  return {
    // Polls are under way while something else is sent; after the pause the last one surely is.
    "a session by long polling, some of it at once": () => session(LongPolling, { pause: 500 }),
    "a session by server-sent events, an EventSource": () => session(ServerSentEvents),
    "a session with a token and without credentials": () =>
      session(ServerSentEvents, { accessTokenFactory: () => "t", withCredentials: false, headers: { "X-Own": "1" } }),
  };
}
