//! ASP.NET Core with its own CORS services.

use alloc::string::String;

use super::super::template::{marks, render};
use super::super::{About, CorsPolicy, Verified};

pub(super) const ABOUT: About = About {
    title: "ASP.NET Core, AddCors",
    language: "csharp",
    file: "Program.cs",
    install: None,
    place: "`AddCors` before `builder.Build()`; the rest behind `app.UseRouting()`, before `app.UseAuthentication()`.",
    pitfalls: &[
        "Behind `UseAuthorization`, preflights get 401; behind `UseResponseCaching`, one origin gets the answer for another.",
        "Behind `UseHttpsRedirection`, a preflight to http is redirected, which browsers don't follow.",
        "`WithOrigins` compares whole: a slash at the end fits nobody.",
        "With one origin, and to others, it sends no Vary.",
        "IIS in front may answer OPTIONS itself: its handler for it has to go.",
    ],
    verified: Verified::Not("Debian has no .NET; written after its documentation"),
    write,
};

const TEMPLATE: &str = r#"
builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
    .WithOrigins(@origins@)
    .AllowAnyOrigin()@any@
    .WithMethods(@some-methods@)
    .WithHeaders(@some-headers@)
    .WithExposedHeaders(@exposed@)
    .AllowCredentials()@credentials@
    .SetPreflightMaxAge(TimeSpan.FromSeconds(@age@))
));

// Behind app.UseRouting(), before app.UseAuthentication() and app.UseAuthorization().
app.Use((context, next) =>@listed@
{@listed@
    context.Response.Headers.Append("Vary", "Origin"); // the middleware leaves it out for strangers@listed@
    return next(context);@listed@
});@listed@
app.UseCors();@everywhere@
app.UseWhen(context => context.Request.Path.StartsWithSegments("@path@"), api => api.UseCors());
"#;

fn write(policy: &CorsPolicy) -> String {
    render(TEMPLATE, &marks(policy))
}
