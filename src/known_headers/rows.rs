//! The headers that are known, as data: one row a library and its setting.

#[cfg(not(feature = "module"))]
use super::{some, KnownHeader};

// The most common first; each with its source on a second line.
#[rustfmt::skip]
known! {
    ["sentry-trace", "baggage"] "Sentry", "List only origins that need it in tracePropagationTargets.", unjoined,
        "https://github.com/getsentry/sentry-javascript/blob/f7a6cc0c22/packages/browser/src/tracing/request.ts";
    ["x-datadog-*", "traceparent", "tracestate", "x-b3-*", "b3"] "Datadog RUM", "List only origins that need it in allowedTracingUrls.", unjoined,
        "https://github.com/DataDog/browser-sdk/blob/b2344e747e/packages/browser-rum-core/src/domain/tracing/tracer.ts";
    ["baggage"] "Datadog RUM", "Set propagateTraceBaggage: false.", none,
        "https://github.com/DataDog/browser-sdk/blob/b2344e747e/packages/browser-rum-core/src/domain/configuration/configuration.ts";
    ["traceparent", "tracestate", "baggage", "x-b3-*", "b3", "uber-trace-id", "x-cloud-trace-context"] "OpenTelemetry, Grafana Faro", "List only origins that need it in propagateTraceHeaderCorsUrls (default: none).", unjoined,
        "https://github.com/open-telemetry/opentelemetry-js/blob/61126358cb/packages/opentelemetry-sdk-trace-web/src/utils.ts";
    ["newrelic"] "New Relic", "List only origins that need it in distributed_tracing.allowed_origins.", unjoined,
        "https://github.com/newrelic/newrelic-browser-agent/blob/df7260404d/src/features/ajax/instrument/distributed-tracing.js";
    ["traceparent", "tracestate", "elastic-apm-traceparent"] "Elastic APM RUM", "List only origins that need it in distributedTracingOrigins (default: none).", unjoined,
        "https://github.com/elastic/apm-agent-rum-js/blob/a855513cd9/docs/reference/configuration.md";
    ["traceparent", "request-id", "request-context"] "Application Insights", "Keep enableCorsCorrelation: false (default).", unjoined,
        "https://github.com/microsoft/ApplicationInsights-JS/blob/7f0452b2e2/shared/AppInsightsCore/src/utils/Util.ts";
    ["x-requested-with"] "Laravel bootstrap.js (axios)", "Keep it where the server checks it; else delete it from axios.defaults.headers.common.", none,
        "https://github.com/laravel/laravel/blob/8a119d7f44/resources/js/bootstrap.js";
    ["x-requested-with"] "jQuery", "Keep it where the server checks it; else drop crossDomain: false.", none,
        "https://github.com/jquery/jquery/blob/51eb576cca/src/ajax/xhr.js";
    ["x-xsrf-token"] "axios", "Keep it where the server checks it; else leave withXSRFToken unset.", none,
        "https://github.com/axios/axios/blob/23a25af068/lib/helpers/resolveConfig.js";
    ["x-xsrf-token"] "Angular HttpClient", "Keep it where the server checks it; Angular itself adds it same-origin only.", none,
        "https://github.com/angular/angular/blob/007835acae143aae503b39db8b3f2a38179e0cf7/packages/common/http/src/xsrf.ts";
    ["x-xsrf-token"] "AngularJS", "Keep it where the server checks it; else trim $httpProvider.xsrfTrustedOrigins.", none,
        "https://github.com/angular/angular.js/blob/d8f77817eb/src/ng/http.js";
    ["x-csrf-token"] "Turbo, @rails/request.js", "Keep it where the server checks it; else call with plain fetch.", none,
        "https://github.com/rails/request.js/blob/71b96e543e/src/fetch_request.js";
    ["x-csrftoken"] "app code for Django", "Keep it where the server checks it; else add it same-origin only.", none,
        "https://github.com/django/django/blob/199e53aa7194ef54dde5bd50b8bfb2a82ad77edd/docs/howto/csrf.txt";
    ["x-request-id", "x-correlation-id"] "app code, tus-js-client", "Add it same-origin only; in tus-js-client keep addRequestId: false (default).", none,
        "https://github.com/tus/tus-js-client/blob/89ef3cad93/docs/api.md";
    ["cache-control", "pragma", "expires", "if-none-match", "if-modified-since"] "app code", "Use fetch's cache option instead: \"no-store\", \"no-cache\" or \"reload\".", no_304,
        "https://developer.mozilla.org/docs/Web/API/Request/cache";
    ["cache-control", "pragma", "expires"] "axios-cache-interceptor", "Set cacheTakeover: false.", none,
        "https://github.com/arthurfiorette/axios-cache-interceptor/blob/7e35a03a5a/src/cache/cache.ts";
    ["if-none-match", "if-modified-since"] "jQuery", "Keep ifModified: false (default).", no_304,
        "https://github.com/jquery/jquery/blob/51eb576cca/src/ajax.js";
    ["cache-control", "x-requested-with"] "Dropzone", "Keep it where the server checks it; else set it to null in headers.", none,
        "https://github.com/dropzone/dropzone/pull/919";
    ["user-agent"] "Octokit, @google/genai, Anthropic SDK", "Delete it in a request hook.", none,
        "https://github.com/PagerDuty/pdjs/issues/351";
    ["x-stainless-*"] "OpenAI SDK", "Set each x-stainless-* name to null in defaultHeaders.", none,
        "https://github.com/openai/openai-node/blob/7b7d6ca711/src/internal/headers.ts";
    ["x-stainless-*", "anthropic-*"] "Anthropic SDK", "Set each x-stainless-* name to null in defaultHeaders; keep anthropic-*.", none,
        "https://github.com/anthropics/anthropic-sdk-typescript/blob/bfa9197f01/src/client.ts";
    ["apikey", "x-client-info"] "supabase-js", "No off switch; keep apikey, and delete x-client-info in a global.fetch wrapper.", none,
        "https://github.com/supabase/supabase-js/blob/381bded5ce/packages/core/supabase-js/src/lib/fetch.ts";
    ["prefer", "accept-profile", "content-profile"] "supabase-js", "Drop .select() after writes, count and .schema() where not needed.", "no rows or count come back",
        "https://github.com/supabase/supabase-js/blob/381bded5ce/packages/core/postgrest-js/src/PostgrestTransformBuilder.ts";
    ["apollographql-client-*"] "Apollo Client", "Set clientAwareness: { transport: false }.", none,
        "https://github.com/apollographql/apollo-client/blob/54084bc22e/src/link/client-awareness/ClientAwarenessLink.ts";
    ["apollo-require-preflight", "x-apollo-operation-name"] "app code for Apollo Server", "Keep it where the server checks it; a JSON body passes the same check.", none,
        "https://app.unpkg.com/@apollo/server@5.0.0/files/src/preventCsrf.ts";
    ["x-graphql-yoga-csrf"] "app code for GraphQL Yoga", "Keep it where the server checks it.", none,
        "https://the-guild.dev/graphql/yoga-server/docs/features/csrf-prevention";
    ["x-amz-user-agent", "x-amz-content-sha256", "amz-sdk-invocation-id", "amz-sdk-request"] "AWS SDK", "Get public objects with plain fetch.", none,
        "https://github.com/Kitware/VolView/issues/869";
    ["x-algolia-api-key", "x-algolia-application-id"] "algoliasearch", "Keep it: authMode would move the key into the URL, which is logged.", none,
        "https://github.com/algolia/algoliasearch-client-javascript/blob/ff559ad916/packages/client-search/builds/browser.ts";
    ["x-client-version", "x-firebase-gmpid", "x-firebase-client"] "Firebase", "No off switch; expect the preflight.", none,
        "https://github.com/firebase/firebase-js-sdk/blob/6f865964ba/packages/auth/src/core/auth/auth_impl.ts";
    ["x-goog-api-client", "x-goog-api-key"] "@google/genai", "No off switch; call Gemini from your server.", none,
        "https://github.com/googleapis/js-genai/blob/6e9b35c45e/src/_api_client.ts";
    ["trpc-accept"] "tRPC httpBatchStreamLink", "Keep it where the server checks it; else set streamHeader: \"accept\".", "the server must read Accept",
        "https://github.com/trpc/trpc/blob/340811ba53/packages/client/src/links/httpBatchStreamLink.ts";
    ["x-grpc-web", "x-user-agent", "grpc-timeout"] "grpc-web", "Keep it: suppressCorsPreflight would move all headers, tokens too, into the URL.", none,
        "https://github.com/grpc/grpc-web/blob/f89434a850/javascript/net/grpc/web/grpcwebclientbase.js";
    ["connect-protocol-version", "connect-timeout-ms"] "Connect-ES", "Set useHttpGet: true for NO_SIDE_EFFECTS methods.", "messages show in URLs, which are logged",
        "https://github.com/connectrpc/connect-es/blob/4373b0a47f/packages/connect/src/protocol-connect/get-request.ts";
    ["x-signalr-user-agent", "x-requested-with"] "SignalR", "Keep it where the server checks it; else set skipNegotiation: true, WebSockets only.", "no fallback transport",
        "https://github.com/dotnet/aspnetcore/blob/03e00fd2312ae4db7853602a14b434705687901d/src/SignalR/clients/ts/signalr/src/Utils.ts";
    ["x-socket-id"] "Laravel Echo", "Set withoutInterceptors: true, and add it same-origin only.", "without it toOthers() reaches the sender too",
        "https://github.com/laravel/echo/blob/a442e9347e/src/echo.ts";
    ["x-inertia*"] "Inertia", "Answer redirects to other origins with Inertia::location(url).", "page state is lost",
        "https://inertiajs.com/redirects";
    ["hx-*"] "htmx", "Keep htmx.config.selfRequestsOnly: true (default).", "calls to other origins are blocked",
        "https://github.com/bigskysoftware/htmx/blob/4dd2685fbe/www/content/docs.md";
    ["turbo-frame", "x-turbo-request-id"] "Turbo", "Put data-turbo=\"false\" on links and forms to other origins.", none,
        "https://github.com/hotwired/turbo/blob/4481af6b6d/src/http/fetch.js";
    ["x-launchdarkly-*"] "LaunchDarkly JS client", "Set sendLDHeaders: false (2.7 to 3.x).", none,
        "https://newreleases.io/project/github/launchdarkly/js-client-sdk/release/2.7.0";
    ["x-posthog-*"] "PostHog", "List only hosts that need it in tracing_headers (default: none).", unjoined,
        "https://github.com/PostHog/posthog-js/blob/9b2a1b18db/packages/types/src/posthog-config.ts";
    ["x-honeycomb-team"] "Honeycomb", "Set endpoint to your own collector, no apiKey, and skipOptionsValidation: true.", "the collector must hold the key",
        "https://github.com/honeycombio/honeycomb-opentelemetry-web/blob/e122528c1a/packages/honeycomb-opentelemetry-web/README.md";
    ["x-amzn-trace-id"] "AWS CloudWatch RUM", "Keep addXRayTraceIdHeader: false (default).", unjoined,
        "https://github.com/aws-observability/aws-rum-web/blob/8948315519/docs/configuration.md";
    ["tus-resumable", "upload-*"] "tus-js-client", "No off switch; expect the preflight.", none,
        "https://github.com/tus/tus-js-client/blob/89ef3cad93/lib/upload.ts";
    ["x-http-method-override"] "tus-js-client", "Keep overridePatchMethod: false (default).", "servers without PATCH fail",
        "https://github.com/tus/tus-js-client/blob/89ef3cad93/docs/api.md";
    ["range"] "PDF.js", "Set disableRange: true.", "the whole file is loaded before it shows",
        "https://github.com/mozilla/pdf.js/blob/0f26334f9d/src/display/api.js";
    ["dpop"] "auth0-spa-js, oidc-client-ts", "Keep it where the server checks it; else leave useDpop (dpop) off.", none,
        "https://github.com/auth0/auth0-spa-js/blob/dab666a154/src/global.ts";
    ["sw8"] "SkyWalking", "List origins that do not need it in noTraceOrigins.", none,
        "https://github.com/apache/skywalking-client-js/blob/2063128acd/README.md";
    ["x-parse-request-id"] "Parse", "Keep Parse.idempotency = false (default).", "retried saves may be applied twice",
        "https://github.com/parse-community/Parse-SDK-JS/blob/a6c2a81cdd/src/RESTController.ts";
}
