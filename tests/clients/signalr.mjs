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
    // Until the next poll has arrived, or the last message been answered; else what the end still sends is chance.
    await new Promise((resolve) => setTimeout(resolve, 500));
    await connection.stop();
    return answer;
  };
  return {
    // Polls are under way while something else is sent.
    "a session by long polling, some of it at once": () => session(LongPolling),
    "a session by server-sent events, an EventSource": () => session(ServerSentEvents),
    "a session with a token and without credentials": () =>
      session(ServerSentEvents, { accessTokenFactory: () => "t", withCredentials: false, headers: { "X-Own": "1" } }),
  };
}
